"""The networks of the training benchmark in plain PyTorch, with the parameter counts that Telegrad's have."""
from applications import densenet121, resnet50v2
from nasnet import NASNetMobile
from torch import nn
from torch.nn import functional as F


def mlp(*widths):
    layers = [nn.Flatten()]
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def convnet(channels, first, second, *dense):
    def stage(inputs, outputs):
        return [nn.Conv2d(inputs, outputs, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*stage(channels, first), *stage(first, second), *mlp(*dense))


class Block(nn.Module):
    """Basic block with the parameter-free shortcut (He et al. 2015, option A)."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.stride, self.padding = stride, outputs - inputs

    def forward(self, x):
        y = self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x)))))
        if self.stride > 1:
            before = self.padding // 2
            x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, before, self.padding - before))
        return F.relu(x + y)


def resnet(depth):
    blocks, inputs = [], 16
    for outputs in (16, 32, 64):
        for index in range((depth - 2) // 6):
            blocks.append(Block(inputs, outputs, 2 if index == 0 and outputs > 16 else 1))
            inputs = outputs
    return nn.Sequential(nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU(), *blocks,
                         nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


# name: (maker, shape of one input, number of parameters)
MODELS = {
    "mlp-small": (lambda: mlp(784, 300, 100, 10), (1, 28, 28), 266_610),
    "mlp-200": (lambda: mlp(784, 200, 200, 10), (1, 28, 28), 199_210),
    "mlp": (lambda: mlp(784, 1000, 300, 100, 10), (1, 28, 28), 1_116_410),
    "lenet": (lambda: convnet(1, 32, 64, 7 * 7 * 64, 512, 10), (1, 28, 28), 1_663_370),
    "cifarnet": (lambda: convnet(3, 64, 64, 8 * 8 * 64, 384, 192, 10), (3, 32, 32), 1_756_426),
    "resnet20": (lambda: resnet(20), (3, 32, 32), 269_722),
    "resnet56": (lambda: resnet(56), (3, 32, 32), 853_018),
    "densenet121": (densenet121, (3, 32, 32), 6_964_106),
    "resnet50v2": (resnet50v2, (3, 32, 32), 23_539_850),
    "nasnetmobile": (NASNetMobile, (3, 32, 32), 4_243_548),
}
