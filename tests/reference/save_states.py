"""Writes the state_dict of every exported PyTorch module M.py of a folder as M.pt, for the tests of the export."""

import importlib.util
import pathlib
import sys

import torch


def main():
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.py")):
        specification = importlib.util.spec_from_file_location(path.stem, path)
        file = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(file)
        torch.save(file.load().state_dict(), path.with_suffix(".pt"))


if __name__ == "__main__":
    main()
