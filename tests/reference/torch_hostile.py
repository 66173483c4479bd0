"""Files that a reader of weights must refuse: tests/NetGen.Models.Tests/Data/hostile. They would run code in Python; none of it is run here.

    python3 tests/reference/torch_hostile.py
"""
import os
import zipfile

import torch
from torch import nn

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "NetGen.Models.Tests", "Data", "hostile")
MARK = "/tmp/netgen-models-code-was-run"


class Command:
    """Runs a command where it is unpickled."""

    def __reduce__(self):
        return os.system, (f"touch {MARK}",)


class Evaluation:
    def __reduce__(self):
        return eval, (f"open({MARK!r}, 'w')",)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def forward(self, x):
        return self.fc(x)


def path(name):
    return os.path.join(FOLDER, name)


def archive(name, content):
    with zipfile.ZipFile(path(name), "w") as file:
        file.writestr("archive/data.pkl", content)
        file.writestr("archive/version", "3\n")


if __name__ == "__main__":
    os.makedirs(FOLDER, exist_ok=True)
    state = nn.Linear(2, 2).state_dict()
    torch.save({"state_dict": state, "hook": Command()}, path("command.pt"))
    torch.save({**state, "hook": Evaluation()}, path("evaluation.pt"))
    torch.save({"state_dict": state, "hook": Command()}, path("command-legacy.pt"), _use_new_zipfile_serialization=False)
    torch.save({"state_dict": state, "hook": Command()}, path("command-protocol4.pt"), pickle_protocol=4)
    torch.save(Net(), path("module.pt"))
    torch.jit.script(Net()).save(path("script.pt"))
    torch.save({"generator": state, "discriminator": nn.Linear(2, 2).state_dict()}, path("two.pt"))
    torch.save([1, 2], path("list.pt"))

    # The call is made and its result dropped, so that nothing of it is left in what is read.
    archive("dropped.pt", b"\x80\x02cposix\nsystem\nX\x05\x00\x00\x00touch\x85R0}.")
    # A class by instructions of other protocols: INST, OBJ, an extension, and names put together from the memory of the pickle.
    archive("instance.pt", b"\x80\x02(X\x05\x00\x00\x00touchiposix\nsystem\n.")
    archive("object.pt", b"\x80\x02(cposix\nsystem\nX\x05\x00\x00\x00toucho.")
    archive("extension.pt", b"\x80\x02\x82\x01.")
    archive("memory.pt", b"\x80\x04\x8c\x05posix\x94\x8c\x06system\x94(h\x00h\x01\x93X\x05\x00\x00\x00touch\x85R.")
    # Names that the check sees otherwise than the reader: a text below the top of the stack, after a pop.
    archive("hidden.pt", b"\x80\x04\x8c\x05posix\x8c\x06system\x8c\x0bcollections\x8c\x0bOrderedDict00\x93X\x05\x00\x00\x00touch\x85R.")
    print(sorted(os.listdir(FOLDER)))
