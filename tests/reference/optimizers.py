"""Writes optimizers.json: parameters after 1 and 100 steps of PyTorch's optimisers, and of Lion, which PyTorch does not have.

    python3 optimizers.py > optimizers.json

Parameter i starts at fill(i, 7) and its gradient in step t (from 1) is curvature(i) * w + fill(i, t), so that errors
feed back. The fill rule and the products are the same in the test that reads the file.
"""

import json
import torch

# NAdam keeps its product of momenta in the default type; scalars are double here as in NetGen.
torch.set_default_dtype(torch.float64)

COUNT = 19
STEPS = (1, 100)


class Lion(torch.optim.Optimizer):
    """Algorithm 2 of arXiv:2302.06675, line by line."""

    def __init__(self, parameters, lr, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(parameters, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for w in group["params"]:
                m = self.state[w].setdefault("m", torch.zeros_like(w))
                c = beta1 * m + (1 - beta1) * w.grad
                w -= group["lr"] * (torch.sign(c) + group["weight_decay"] * w)
                m.copy_(beta2 * m + (1 - beta2) * w.grad)


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
    "Adadelta": (torch.optim.Adadelta, dict()),
    "Adadelta decay": (torch.optim.Adadelta, dict(lr=0.5, rho=0.95, eps=1e-4, weight_decay=0.1)),
    "Adamax": (torch.optim.Adamax, dict()),
    "Adamax decay": (torch.optim.Adamax, dict(lr=0.05, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.1)),
    # The path for one tensor multiplies mu_t twice in PyTorch 1.13 (corrected in 2.0, pull request 92699); that for many does not.
    "NAdam": (torch.optim.NAdam, dict(foreach=True)),
    "NAdam decay": (torch.optim.NAdam, dict(lr=0.05, betas=(0.8, 0.99), eps=1e-4, momentum_decay=0.02, weight_decay=0.1, foreach=True)),
    "RAdam": (torch.optim.RAdam, dict()),
    "RAdam decay": (torch.optim.RAdam, dict(lr=0.05, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.1)),
    "RAdam plain": (torch.optim.RAdam, dict(lr=0.05, betas=(0.8, 0.6))),
    "Lion": (Lion, dict(lr=1e-3)),
    "Lion decay": (Lion, dict(lr=0.01, betas=(0.8, 0.95), weight_decay=0.3)),
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
