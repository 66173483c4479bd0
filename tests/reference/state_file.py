"""Writes state dictionaries of PyTorch as safetensors, for machines without the library of the format."""
import json
import struct

import torch


def write_safetensors(path, state):
    """As the library of the format: sorted by type and name."""
    header, data = {}, b""
    for name, tensor in sorted(state.items(), key=lambda item: (-item[1].element_size(), item[0])):
        kind = {torch.float32: "F32", torch.float64: "F64", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}[tensor.dtype]
        tensor = tensor.contiguous()
        content = (tensor.view(torch.int16) if tensor.dtype == torch.bfloat16 else tensor).numpy().tobytes()
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
