#!/usr/bin/env python3
"""Trains a small convolutional network on 1,437 of the 1,797 digits with PyTorch, and writes digits.onnx: the model that this sample imports.

    python3 train.py
"""
import gzip
import os

import numpy
import torch
from torch import nn

torch.manual_seed(1)
folder = os.path.dirname(os.path.abspath(__file__))
with gzip.open(os.path.join(folder, "../Digits/data/digits.csv.gz"), "rt") as file:
    table = numpy.loadtxt(file, delimiter=",", dtype=numpy.float32)
images, labels = torch.tensor(table[:, :64] / 16).view(-1, 1, 8, 8), torch.tensor(table[:, 64]).long()
# Every fifth digit is for the test, here and in Program.cs.
test = torch.arange(len(labels)) % 5 == 0

model = nn.Sequential(
    nn.Conv2d(1, 16, 3, padding=1), nn.BatchNorm2d(16), nn.SiLU(),
    nn.Conv2d(16, 32, 3, padding=1), nn.BatchNorm2d(32), nn.SiLU(),
    nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.3), nn.Linear(512, 10), nn.Softmax(dim=1))
optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
x, y = images[~test], labels[~test]
for epoch in range(20):
    model.train()
    order = torch.randperm(len(y))
    for batch in order.split(64):
        loss = nn.functional.nll_loss(torch.log(model(x[batch]) + 1e-9), y[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

model.eval()
with torch.no_grad():
    correct = (model(images[test]).argmax(1) == labels[test]).sum().item()
print(f"{correct} of {test.sum().item()} right")
torch.onnx.export(model, images[:1], os.path.join(folder, "digits.onnx"), input_names=["image"], output_names=["probabilities"], opset_version=13,
                  dynamic_axes={"image": {0: "batch"}, "probabilities": {0: "batch"}})
