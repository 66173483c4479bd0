"""Writes training.json: a whole run of PyTorch with everything on, and its weighted losses.

    python3 training.py > training.json

A 3-5-4 classifier (tanh, softmax with cross-entropy) in float64 learns from 50 samples in the order they stand in: 6 epochs of 3 steps of 20, the last
of 10, with class weights, weight decay on weights only, gradients clipped by their global norm, one cycle of the rate and an average of the weights. The fill rule
is the same in the test that reads the file.
"""

import json
import torch

torch.set_default_dtype(torch.float64)
SAMPLES, EPOCHS, STEP, RATE, LIMIT, DECAY = 50, 6, 20, 0.05, 0.3, 0.9
CLASS_WEIGHTS = [1.0, 0.25, 2.0, 0.5]


def fill(count, a, c, scale):
    return torch.tensor([((a * k + c) % 101 - 50) / scale for k in range(count)])


inputs = fill(SAMPLES * 3, 37, 11, 25).reshape(SAMPLES, 3)
targets = torch.tensor([(7 * k + k // 5) % 4 for k in range(SAMPLES)])
start = fill(44, 31, 7, 64)


def network():
    shapes = [("w1", (3, 5)), ("b1", (5,)), ("w2", (5, 4)), ("b2", (4,))]
    parameters, offset = [], 0
    for _, shape in shapes:
        count = torch.Size(shape).numel()
        parameters.append(start[offset:offset + count].reshape(shape).clone().requires_grad_())
        offset += count
    return parameters


def loss_of(parameters, rows):
    w1, b1, w2, b2 = parameters
    z = torch.tanh(inputs[rows] @ w1 + b1) @ w2 + b2
    return torch.nn.functional.cross_entropy(z, targets[rows], weight=torch.tensor(CLASS_WEIGHTS))


def flat(tensors):
    return torch.cat([tensor.detach().reshape(-1) for tensor in tensors]).tolist()


def run(clip):
    parameters = network()
    w1, b1, w2, b2 = parameters
    optimizer = torch.optim.AdamW([dict(params=[w1, w2], weight_decay=0.1), dict(params=[b1, b2], weight_decay=0.0)], lr=RATE)
    steps = (SAMPLES + STEP - 1) // STEP
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=EPOCHS * steps, cycle_momentum=False)
    average = [parameter.detach().clone() for parameter in parameters]
    losses, clipped = [], 0
    for epoch in range(EPOCHS):
        total = 0.0
        for i in range(0, SAMPLES, STEP):
            rows = slice(i, min(i + STEP, SAMPLES))
            optimizer.zero_grad()
            loss = loss_of(parameters, rows)
            loss.backward()
            before = torch.cat([parameter.grad.reshape(-1) for parameter in parameters]).clone()
            clip(parameters)
            clipped += int(not torch.equal(before, torch.cat([parameter.grad.reshape(-1) for parameter in parameters])))
            optimizer.step()
            if epoch * steps + i // STEP < EPOCHS * steps - 1:
                scheduler.step()
            for mean, parameter in zip(average, parameters):
                mean.mul_(DECAY).add_(parameter.detach(), alpha=1 - DECAY)
            total += loss.item() * (rows.stop - rows.start)
        losses.append(total / SAMPLES)
    return dict(losses=losses, parameters=flat(parameters), average=flat(average), clipped=clipped)


def each(limit):
    return lambda parameters: [torch.nn.utils.clip_grad_norm_([parameter], limit) for parameter in parameters]


print(json.dumps({
    "ByGlobalNorm": run(lambda parameters: torch.nn.utils.clip_grad_norm_(parameters, LIMIT)),
    "ByNorm": run(each(LIMIT / 2)),
    "ByValue": run(lambda parameters: torch.nn.utils.clip_grad_value_(parameters, LIMIT / 10)),
}, separators=(",", ":")).replace('},"', '},\n"'))
