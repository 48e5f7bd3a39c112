"""DenseNet121 and ResNet50V2 of the Keras applications in plain PyTorch, for 32x32x3 pictures and 10 classes."""
import torch
from torch import nn
from torch.nn import functional as F

EPSILON = 1.001e-5


def classifier(features):
    """Normalisation, ReLU, the mean over the picture, ten logits."""
    return nn.Sequential(nn.BatchNorm2d(features, EPSILON), nn.ReLU(inplace=True), nn.AdaptiveAvgPool2d(1),
                         nn.Flatten(), nn.Linear(features, 10))


class DenseLayer(nn.Module):
    """Thirty-two channels computed from all that came before, beside them."""

    def __init__(self, inputs, growth=32):
        super().__init__()
        self.norm1 = nn.BatchNorm2d(inputs, EPSILON)
        self.conv1 = nn.Conv2d(inputs, 4 * growth, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(4 * growth, EPSILON)
        self.conv2 = nn.Conv2d(4 * growth, growth, 3, padding=1, bias=False)

    def forward(self, x):
        y = self.conv1(F.relu(self.norm1(x), inplace=True))
        return torch.cat([x, self.conv2(F.relu(self.norm2(y), inplace=True))], 1)


def densenet121():
    layers = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64, EPSILON), nn.ReLU(inplace=True),
              nn.MaxPool2d(3, 2, 1)]  # behind a ReLU, zeros and nothing at the edge are the same
    channels = 64
    for stage, count in enumerate((6, 12, 24, 16)):
        if stage > 0:
            layers += [nn.BatchNorm2d(channels, EPSILON), nn.ReLU(inplace=True),
                       nn.Conv2d(channels, channels // 2, 1, bias=False), nn.AvgPool2d(2)]
            channels //= 2
        for _ in range(count):
            layers.append(DenseLayer(channels))
            channels += 32
    return nn.Sequential(*layers, classifier(channels))


class PreactivationBlock(nn.Module):
    """Bottleneck behind a normalisation (He et al. 2016)."""

    def __init__(self, inputs, filters, stride=1, projects=False):
        super().__init__()
        self.norm0 = nn.BatchNorm2d(inputs, EPSILON)
        self.projection = nn.Conv2d(inputs, 4 * filters, 1, stride) if projects else None
        self.stride = stride
        self.conv1 = nn.Conv2d(inputs, filters, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(filters, EPSILON)
        self.conv2 = nn.Conv2d(filters, filters, 3, stride, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(filters, EPSILON)
        self.conv3 = nn.Conv2d(filters, 4 * filters, 1)

    def forward(self, x):
        y = F.relu(self.norm0(x), inplace=True)
        if self.projection:
            shortcut = self.projection(y)
        else:
            shortcut = x[:, :, ::self.stride, ::self.stride] if self.stride > 1 else x
        y = F.relu(self.norm1(self.conv1(y)), inplace=True)
        y = F.relu(self.norm2(self.conv2(y)), inplace=True)
        return self.conv3(y) + shortcut


def resnet50v2():
    # The first pooling sees zeros around the picture, with no ReLU before it.
    layers = [nn.Conv2d(3, 64, 7, 2, 3), nn.ZeroPad2d(1), nn.MaxPool2d(3, 2)]
    inputs = 64
    for stage, (filters, count) in enumerate(((64, 3), (128, 4), (256, 6), (512, 3))):
        for index in range(count):
            stride = 2 if stage < 3 and index == count - 1 else 1
            layers.append(PreactivationBlock(inputs, filters, stride, projects=index == 0))
            inputs = 4 * filters
    return nn.Sequential(*layers, classifier(inputs))
