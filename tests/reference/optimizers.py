"""Writes optimizers.json: parameters after 1 and 100 steps of PyTorch's optimisers.

    python3 optimizers.py > optimizers.json

Parameter i starts at fill(i, 7) and its gradient in step t (from 1) is curvature(i) * w + fill(i, t), so that errors
feed back. The fill rule and the products are the same in the test that reads the file.
"""

import json
import torch

COUNT = 19
STEPS = (1, 100)

CASES = {
    "Sgd": (torch.optim.SGD, dict(lr=0.05)),
    "Sgd decay": (torch.optim.SGD, dict(lr=0.05, weight_decay=0.1)),
    "Sgd momentum": (torch.optim.SGD, dict(lr=0.05, momentum=0.9)),
    "Sgd averaged momentum": (torch.optim.SGD, dict(lr=0.05, momentum=0.9, dampening=0.9)),
    "Sgd nesterov": (torch.optim.SGD, dict(lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.01)),
    "Adagrad": (torch.optim.Adagrad, dict(lr=0.1)),
    "Adagrad decay": (torch.optim.Adagrad, dict(lr=0.1, weight_decay=0.1, eps=1e-5)),
    "RmsProp": (torch.optim.RMSprop, dict(lr=0.01)),
    "RmsProp momentum": (torch.optim.RMSprop, dict(lr=0.01, alpha=0.9, momentum=0.5, weight_decay=0.1)),
    "Adam": (torch.optim.Adam, dict(lr=2e-3)),
    "Adam decay": (torch.optim.Adam, dict(lr=0.05, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.1)),
    "AdamW": (torch.optim.AdamW, dict(lr=0.01)),
    "AdamW decay": (torch.optim.AdamW, dict(lr=0.05, betas=(0.8, 0.99), weight_decay=0.3)),
}


def fill(a, dtype):
    return torch.tensor([((31 * i + a) % 101 - 50) / 64 for i in range(COUNT)], dtype=dtype)


def run(make, options, dtype):
    parameter = torch.nn.Parameter(fill(7, dtype))
    curvature = torch.tensor([(i % 5 + 1) / 8 for i in range(COUNT)], dtype=dtype)
    optimizer = make([parameter], **options)
    result = {}
    for step in range(1, max(STEPS) + 1):
        parameter.grad = curvature * parameter.detach() + fill(17 * step, dtype)
        # PyTorch starts the momentum buffer with the undamped gradient; the averaged form starts it at zero.
        first = step == 1 and options.get("dampening", 0) > 0
        if first:
            for group in optimizer.param_groups:
                group["lr"] = options["lr"] * (1 - options["dampening"])
        optimizer.step()
        if first:
            for group in optimizer.param_groups:
                group["lr"] = options["lr"]
            optimizer.state[parameter]["momentum_buffer"].mul_(1 - options["dampening"])
        if step in STEPS:
            result[step] = parameter.detach().tolist()
    return result


print(json.dumps({
    name: {"Single": run(make, options, torch.float32), "Double": run(make, options, torch.float64)}
    for name, (make, options) in CASES.items()
}, separators=(",", ":")).replace('},"', '},\n"'))
