"""Other ways to the results of the lesson on where deep learning fits, each honest and unlike the lesson."""

import math

import numpy as np
import torch

STEPS = ("acquisition", "pre-processing", "segmentation", "feature extraction", "classification", "result")


def chw_by_stack(image):
    return torch.stack(
        [torch.tensor(image[:, :, c] / 255, dtype=torch.float32) for c in range(image.shape[2])]
    )


def chw_in_numpy(image):
    return torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1)).astype(np.float32) / 255)


def chw_by_einsum(image):
    return torch.einsum("hwc->chw", torch.tensor(image, dtype=torch.float32)).mul(1 / 255)


def chw_by_loops(image):
    height, width, channels = image.shape
    result = torch.empty(channels, height, width)
    for row in range(height):
        for column in range(width):
            for channel in range(channels):
                result[channel, row, column] = int(image[row, column, channel]) / 255
    return result


def describe_by_formula(image):
    mean = image.sum() / image.numel()
    std = ((image - mean) ** 2).mean().sqrt()
    sizes = dict(zip(("channels", "height", "width"), image.shape, strict=True))
    return {**sizes, "mean": mean.item(), "std": std.item()}


def describe_by_loops(image):
    values = image.flatten().tolist()
    mean = math.fsum(values) / len(values)
    std = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values))
    return {
        "std": std,
        "mean": mean,
        "width": len(image[0][0]),
        "height": len(image[0]),
        "channels": len(image),
    }


def describe_by_var(image):
    return {
        "channels": image.size(0),
        "height": image.size(1),
        "width": image.size(2),
        "mean": float(image.mean(dim=(0, 1, 2))),
        "std": float(image.reshape(-1).var(unbiased=False) ** 0.5),
    }


def fraction_by_loops(mask):
    return sum(value for row in mask.tolist() for value in row) / (mask.shape[0] * mask.shape[1])


def fraction_by_mean(mask):
    return mask.float().mean().item()


def fraction_by_nonzero(mask):
    return len(mask.nonzero()) / mask.numel()


def fraction_by_where(mask):
    return float(torch.where(mask, 1.0, 0.0).sum() / math.prod(mask.shape))


def objects_by_set(labels):
    return len({number for row in labels.tolist() for number in row if number != 0})


def objects_by_mask(labels):
    return len(torch.unique(labels[labels > 0]))


def objects_by_sorting(labels):
    numbers = torch.cat([torch.zeros(1, dtype=labels.dtype), labels.flatten()]).sort().values
    return int((numbers[1:] != numbers[:-1]).sum())


def objects_by_bincount(labels):
    return int((labels.flatten().bincount()[1:] > 0).sum())


RIGHT = {
    "to_chw_float": [chw_by_stack, chw_in_numpy, chw_by_einsum, chw_by_loops],
    "describe": [describe_by_formula, describe_by_loops, describe_by_var],
    "foreground_fraction": [fraction_by_loops, fraction_by_mean, fraction_by_nonzero, fraction_by_where],
    "count_objects": [objects_by_set, objects_by_mask, objects_by_sorting, objects_by_bincount],
    "pipeline": [
        STEPS,
        list(STEPS),
        [step.upper() for step in STEPS],
        [f" {step.capitalize()} " for step in STEPS],
    ],
}
