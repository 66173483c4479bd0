"""Runs exported PyTorch modules on samples, for the tests of the export.

In the folder that is given, network.json names the modules, each with the extents of its inputs, its precision and a number of samples; the samples of
module M, one behind the other with all their inputs, are the doubles of M.in, and what the module answers goes to M.out in the same order. A module that
fails leaves M.fault with what went wrong.
"""

import importlib.util
import json
import math
import pathlib
import sys
import traceback

import numpy as np
import torch


def run(folder, name, facts):
    specification = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    file = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(file)
    module = file.load()
    samples = torch.from_numpy(np.fromfile(folder / f"{name}.in", dtype=np.float64).reshape(facts["batch"], -1))
    samples = samples.to(torch.float64 if facts["double"] else torch.float32)
    sizes = [math.prod(shape) for shape in facts["inputs"]]
    inputs = [part.reshape(-1, *shape) for part, shape in zip(samples.split(sizes, dim=1), facts["inputs"])]
    answers = module(*inputs)
    answers = answers if isinstance(answers, tuple) else (answers,)
    assert [list(answer.shape[1:]) for answer in answers] == facts["outputs"], [answer.shape for answer in answers]
    torch.cat([answer.reshape(facts["batch"], -1) for answer in answers], dim=1).double().numpy().tofile(folder / f"{name}.out")


def main():
    folder = pathlib.Path(sys.argv[1])
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)
    for name, facts in json.loads((folder / "network.json").read_text()).items():
        try:
            run(folder, name, facts)
        except Exception:
            (folder / f"{name}.fault").write_text(traceback.format_exc())


if __name__ == "__main__":
    main()
