"""Prints the seconds of one epoch of LeNet-5 on MNIST in PyTorch: one thread, batches of 64, Adam. Takes the folder of the images."""

import gzip
import pathlib
import sys
import time

import torch
import torch.nn as nn

torch.set_num_threads(1)
torch.manual_seed(0)
folder = pathlib.Path(sys.argv[1])


def read(name, header):
    return torch.frombuffer(bytearray(gzip.open(folder / name).read()[header:]), dtype=torch.uint8)


images = read("train-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28).float() / 255
labels = read("train-labels-idx1-ubyte.gz", 8).long()
model = nn.Sequential(
    nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
)
optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
loss = nn.CrossEntropyLoss()


def step(chosen):
    optimizer.zero_grad()
    loss(model(images[chosen]), labels[chosen]).backward()
    optimizer.step()


# The first steps prepare what every later one uses.
for chosen in torch.randperm(len(images))[:640].split(64):
    step(chosen)
start = time.perf_counter()
for chosen in torch.randperm(len(images)).split(64):
    step(chosen)
print(time.perf_counter() - start)
