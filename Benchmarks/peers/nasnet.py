"""NASNetMobile of the Keras applications (Zoph et al. 2018) in plain PyTorch, for 32x32x3 pictures and 10 classes."""
import torch
from torch import nn
from torch.nn import functional as F


def norm(channels):
    return nn.BatchNorm2d(channels, 1e-3)


def edges(size, window):
    """Zeros before and behind `size` pixels for a window of stride 2, as Keras counts them."""
    return window // 2 - (1 - size % 2), window // 2


def padded(x, window):
    before, behind = edges(x.shape[-1], window)
    return F.pad(x, (before, behind, before, behind))


class SeparableStep(nn.Module):
    """ReLU, a filter for each channel, a mixture of the channels, normalisation."""

    def __init__(self, inputs, filters, window, stride, size):
        super().__init__()
        before, behind = edges(size, window) if stride == 2 else (window // 2, window // 2)
        self.padding = None if before == behind else (before, behind, before, behind)
        self.depthwise = nn.Conv2d(
            inputs, inputs, window, stride, 0 if self.padding else before, groups=inputs, bias=False)
        self.pointwise = nn.Conv2d(inputs, filters, 1, bias=False)
        self.norm = norm(filters)

    def forward(self, x):
        x = F.relu(x)
        if self.padding:
            x = F.pad(x, self.padding)
        return self.norm(self.pointwise(self.depthwise(x)))


def separable(inputs, filters, window, size, stride=1):
    return nn.Sequential(
        SeparableStep(inputs, filters, window, stride, size), SeparableStep(filters, filters, window, 1, 0))


def squeeze(inputs, filters):
    return nn.Sequential(nn.ReLU(), nn.Conv2d(inputs, filters, 1, bias=False), norm(filters))


class Halved(nn.Module):
    """The cell before the last brought to half its size: every second pixel, and those one further on."""

    def __init__(self, inputs, filters):
        super().__init__()
        self.even = nn.Conv2d(inputs, filters // 2, 1, bias=False)
        self.odd = nn.Conv2d(inputs, filters // 2, 1, bias=False)
        self.norm = norm(filters)

    def forward(self, x):
        x = F.relu(x)
        odd = F.pad(x, (0, 1, 0, 1))[:, :, 1::2, 1::2]
        return self.norm(torch.cat([self.even(x[:, :, ::2, ::2]), self.odd(odd)], 1))


class Cell(nn.Module):
    """What both cells begin with: their two inputs brought to one size and number of channels.

    Shapes are (channels, size) of the last cell's output and of the one before it.
    """

    def __init__(self, last, before, filters):
        super().__init__()
        self.squeeze = squeeze(last[0], filters)
        if before is None:
            self.adjust, self.channels = None, last[0]
        else:
            if before[1] != last[1]:
                self.adjust = Halved(before[0], filters)
            else:
                self.adjust = squeeze(before[0], filters) if before[0] != filters else nn.Identity()
            self.channels = filters

    def inputs(self, last, before):
        return self.squeeze(last), last if self.adjust is None else self.adjust(before)


class NormalCell(Cell):
    def __init__(self, last, before, filters):
        super().__init__(last, before, filters)
        def step(window):
            return separable(filters, filters, window, last[1])
        self.left1, self.right1, self.left2, self.right2, self.left5 = map(step, (5, 3, 5, 3, 3))
        self.average = nn.AvgPool2d(3, 1, 1, count_include_pad=False)
        self.output = (6 * filters, last[1])

    def forward(self, last, before):
        h, p = self.inputs(last, before)
        mean = self.average(p)
        return torch.cat([p, self.left1(h) + self.right1(p), self.left2(p) + self.right2(p), self.average(h) + p,
                          mean + mean, self.left5(h) + h], 1), last


class ReductionCell(Cell):
    def __init__(self, last, before, filters):
        super().__init__(last, before, filters)
        def halving(inputs, window):
            return separable(inputs, filters, window, last[1], 2)
        self.left1 = halving(filters, 5)
        self.right1, self.right2, self.right3 = (halving(self.channels, window) for window in (7, 7, 5))
        self.left4 = separable(filters, filters, 3, 0)
        self.average = nn.AvgPool2d(3, 1, 1, count_include_pad=False)
        self.output = (4 * filters, (last[1] + 1) // 2)

    def forward(self, last, before):
        h, p = self.inputs(last, before)
        framed = padded(h, 3)
        largest = F.max_pool2d(framed, 3, 2)
        one = self.left1(h) + self.right1(p)
        two = largest + self.right2(p)
        three = F.avg_pool2d(framed, 3, 2) + self.right3(p)
        return torch.cat([two, three, self.average(one) + two, self.left4(one) + largest], 1), last


class NASNetMobile(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 32, 3, 2, bias=False), norm(32))
        plan = [(ReductionCell, 11), (ReductionCell, 22), *[(NormalCell, 44)] * 4, (ReductionCell, 88),
                *[(NormalCell, 88)] * 4, (ReductionCell, 176), *[(NormalCell, 176)] * 4]
        last, before = (32, 15), None
        cells = []
        for make, filters in plan:
            cells.append(make(last, before, filters))
            last, before = cells[-1].output, last
        self.cells = nn.ModuleList(cells)
        self.head = nn.Sequential(nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(last[0], 10))

    def forward(self, x):
        last, before = self.stem(x), None
        for cell in self.cells:
            last, before = cell(last, before)
        return self.head(last)
