"""Linear layers, convolutions and pools."""

import torch
from torch.nn import functional

from golden import answered, uniform


def same_padding(height, width, window, stride):
    """What Keras puts around an image, as functional.pad takes it: left, right, top, bottom."""
    pads = []
    for extent, size in [(width, window[1]), (height, window[0])]:
        total = max((-(-extent // stride) - 1) * stride + size - extent, 0)
        pads += [total // 2, total - total // 2]
    return pads


def linear_cases():
    for shape, relu, with_bias in [((3, 4), False, True), ((2, 2, 3), True, True), ((3, 4), True, False)]:
        weights = [uniform(shape[-1], 5)] + ([uniform(5)] if with_bias else [])
        function = functional.relu if relu else (lambda y: y)
        layer = lambda x, weight, bias=None: function(functional.linear(x, weight.T, bias))
        yield answered("linear", layer, [uniform(*shape), *weights], relu=relu)


def conv2d(x, filters, bias=None, stride=1, dilation=1, groups=1, same=False, relu=False):
    """x [N, H, W, C] and filters [KH, KW, C / groups, F] as the engine has them."""
    window = [(extent - 1) * dilation + 1 for extent in filters.shape[:2]]
    pads = same_padding(x.shape[1], x.shape[2], window, stride) if same else [0, 0, 0, 0]
    padded, kernel = functional.pad(x.permute(0, 3, 1, 2), pads), filters.permute(3, 2, 0, 1)
    y = functional.conv2d(padded, kernel, bias, stride, 0, dilation, groups).permute(0, 2, 3, 1)
    return functional.relu(y) if relu else y


def conv2d_case(shape, filters, with_bias=True, **options):
    options = {"stride": 1, "dilation": 1, "groups": 1, "same": False, "relu": False, **options}
    inputs = [uniform(*shape), uniform(*filters)] + ([uniform(filters[3])] if with_bias else [])
    return answered("conv2d", lambda *given: conv2d(*given, **options), inputs, **options)


def conv2d_cases():
    yield conv2d_case((2, 4, 4, 1), (3, 3, 1, 2))
    yield conv2d_case((1, 4, 5, 3), (2, 3, 3, 4), relu=True)
    yield conv2d_case((1, 4, 4, 2), (3, 3, 2, 3), with_bias=False, same=True)
    yield conv2d_case((1, 5, 6, 2), (3, 3, 2, 2), stride=2, same=True, relu=True)
    yield conv2d_case((1, 6, 7, 1), (2, 2, 1, 2), stride=3)
    yield conv2d_case((1, 5, 6, 1), (3, 2, 1, 2), dilation=2)
    yield conv2d_case((1, 5, 4, 2), (3, 3, 2, 2), dilation=2, stride=2, same=True)
    yield conv2d_case((1, 3, 4, 4), (2, 2, 2, 6), groups=2)
    yield conv2d_case((1, 4, 3, 3), (3, 3, 1, 3), groups=3, same=True)
    yield conv2d_case((1, 3, 3, 2), (2, 2, 1, 4), groups=2, stride=2, same=True, relu=True)
    yield conv2d_case((2, 2, 2, 3), (1, 1, 3, 2))


def conv_transpose2d(x, filters, bias=None, stride=2, same=True):
    """x [N, H, W, C] and filters [KH, KW, F, C]. `same` keeps what TensorFlow keeps: stride H rows and stride W columns of
    what PyTorch makes without padding, from half of what is too much on, with zeros where there is too little."""
    kernel = filters.permute(3, 2, 0, 1).contiguous()
    whole = functional.conv_transpose2d(x.permute(0, 3, 1, 2), kernel, None, stride)
    if same:
        pads = []
        for extent, size in [(x.shape[2], filters.shape[1]), (x.shape[1], filters.shape[0])]:
            before = max(size - stride, 0) // 2
            pads += [-before, stride * extent + before - (stride * (extent - 1) + size)]
        whole = functional.pad(whole, pads)
    y = whole.permute(0, 2, 3, 1)
    return y if bias is None else y + bias


def conv_transpose2d_cases():
    for shape, filters, with_bias, stride, same in [
        ((2, 3, 2, 3), (4, 4, 2, 3), True, 2, True),
        ((1, 2, 3, 2), (2, 2, 3, 2), True, 2, True),
        ((1, 3, 3, 2), (3, 3, 2, 2), False, 2, True),
        ((1, 2, 2, 2), (5, 4, 1, 2), True, 3, True),
        ((1, 2, 3, 1), (2, 2, 2, 1), True, 3, True),
        ((1, 3, 2, 2), (3, 2, 3, 2), True, 2, False),
        ((1, 3, 4, 2), (3, 3, 2, 2), False, 1, False),
        ((2, 4, 3, 2), (3, 3, 2, 2), True, 1, True),
    ]:
        options = {"stride": stride, "same": same}
        inputs = [uniform(*shape), uniform(*filters)] + ([uniform(filters[2])] if with_bias else [])
        yield answered("conv_transpose2d", lambda *given: conv_transpose2d(*given, **options), inputs, **options)


def pool(name, x, size=2, stride=2, same=False):
    """x [N, H, W, C]; the mean is that of what lies inside of x: sums over sums of ones."""
    pads = same_padding(x.shape[1], x.shape[2], [size, size], stride) if same else [0, 0, 0, 0]
    images = x.permute(0, 3, 1, 2)
    if name == "max_pool2d":
        y = functional.max_pool2d(functional.pad(images, pads, value=float("-inf")), size, stride)
    else:
        inside = [functional.pad(values, pads) for values in [images, torch.ones_like(images)]]
        sums = [functional.avg_pool2d(values, size, stride) for values in inside]
        y = sums[0] / sums[1]
    return y.permute(0, 2, 3, 1)


def pool_case(name, shape, size, stride, same=False):
    options = {"size": size, "stride": stride, "same": same}
    return answered(name, lambda x: pool(name, x, **options), [uniform(*shape)], **options)


def window_cases():
    yield from linear_cases()
    yield from conv2d_cases()
    for name in ["max_pool2d", "average_pool2d"]:
        yield pool_case(name, (2, 4, 5, 2), size=2, stride=2)
        yield pool_case(name, (1, 5, 4, 1), size=3, stride=1)
        yield pool_case(name, (1, 5, 6, 3), size=3, stride=2, same=True)
        yield pool_case(name, (1, 3, 3, 2), size=2, stride=2, same=True)
