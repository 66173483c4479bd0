"""Writes schedules.json: the rates of PyTorch's schedulers, step after step.

    python3 schedules.py > schedules.json
"""

import json
import torch
from torch.optim import lr_scheduler as schedulers

BASE = 0.05
STEPS = 60

# Losses with plateaus, for the scheduler that looks at them: falling, resting, hardly falling, falling again, then resting.
LOSSES = [1 / (1 + i) for i in range(6)] + [0.2] * 9 + [0.16 - 1e-6 * i for i in range(12)] + [0.1, 0.08, 0.0799] + [0.09] * 30


def rates(make, before_step=lambda optimizer, scheduler, i: scheduler.step()):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=BASE)
    scheduler = make(optimizer)
    result = []
    for i in range(STEPS):
        result.append(optimizer.param_groups[0]["lr"])
        if i < STEPS - 1:
            optimizer.step()
            before_step(optimizer, scheduler, i)
    return result


def plateau(sign=1, **options):
    return rates(
        lambda o: schedulers.ReduceLROnPlateau(o, eps=0, **options),
        lambda optimizer, scheduler, i: scheduler.step(LOSSES[i] if sign > 0 else 1 - LOSSES[i]))


def warm_up(o, steps, after, **options):
    return schedulers.SequentialLR(o, [schedulers.LinearLR(o, total_iters=steps, **options), after(o)], milestones=[steps])


print(json.dumps({
    "losses": LOSSES[:STEPS],
    "StepDecay": rates(lambda o: schedulers.StepLR(o, 7, 0.5)),
    "ExponentialDecay": rates(lambda o: schedulers.ExponentialLR(o, 0.93)),
    "CosineDecay": rates(lambda o: schedulers.CosineAnnealingLR(o, STEPS, eta_min=0.1 * BASE)),
    "CosineRestarts": rates(lambda o: schedulers.CosineAnnealingWarmRestarts(o, 13)),
    "CosineRestarts growth": rates(lambda o: schedulers.CosineAnnealingWarmRestarts(o, 8, T_mult=2, eta_min=0.2 * BASE)),
    "LinearWarmUp": rates(lambda o: warm_up(o, 10, lambda o: schedulers.ConstantLR(o, factor=1, total_iters=0))),
    "LinearWarmUp exponential": rates(lambda o: warm_up(o, 12, lambda o: schedulers.ExponentialLR(o, 0.93), start_factor=0.1)),
    "OneCycle": rates(lambda o: schedulers.OneCycleLR(o, BASE, total_steps=STEPS, cycle_momentum=False)),
    "OneCycle late": rates(lambda o: schedulers.OneCycleLR(o, BASE, total_steps=STEPS, pct_start=0.77, div_factor=10, final_div_factor=100, cycle_momentum=False)),
    "ReduceOnPlateau": plateau(patience=3, factor=0.5),
    "ReduceOnPlateau cooldown": plateau(patience=1, factor=0.3, cooldown=4, threshold=0.01, min_lr=1e-3),
    "ReduceOnPlateau accuracy": plateau(sign=-1, mode="max", patience=2, factor=0.5),
}, separators=(",", ":")).replace('],"', '],\n"'))
