# %% [markdown]
r"""
# Where deep learning fits

You learn how this course works, turn images into numbers, take a real micrograph through every step of image analysis, and train your first neural network.

- **Time:** 60 minutes
- **Data:** one micrograph of cell nuclei; 5,000 handwritten digits; a tissue section
- **You will learn:** how to work with a lesson, what an image is to a computer, the six steps of image analysis, which of them deep learning can take over, what training looks like
- **You need:** a little Python (variables, functions, lists). No machine learning.
"""

# %%
import platform

import matplotlib.pyplot as plt
import numpy as np
import torch
from skimage import color, filters, measure
from torch import nn

from dltools import check, data, hint, plots, progress, solution, training

# %% tags=["parameters"]
device = "auto"  # "cpu" or "cuda" insist on one
steps = 40  # of training, at the end of the lesson
seed = 0

# %% [markdown]
r"""
## How this course works

A lesson is a notebook: text like this, with cells of code in between. There are few things to do, the same in every lesson:

| you | by |
|---|---|
| **run** a cell | `Shift` + `Enter`, from the top downwards |
| **predict** | a guess, before you run a cell with *Predict* above it |
| solve an **exercise** | writing code in place of `raise NotImplementedError` |
| **check** it | `check("describe")`: what is right, or where to look |
| ask for **help** | `hint("describe")`: each call shows one more; `solution("describe")`: opens once you have tried |
| see your **progress** | `progress()`: in all lessons |

You cannot break anything: change numbers, run cells again, see what happens. Here is the first cell to run. It says what this notebook runs on and whether the data are ready.
"""

# %% tags=["demo", "nbval-ignore-output"]
print(f"Python {platform.python_version()}, torch {torch.__version__}, computing on: {training.device(device)}")
print("data:", ", ".join(f"{name} {data.status(name)}" for name in data.names()))

# %% [markdown]
r"""
If something is `missing`, connect to the network once and run `dltools data fetch` in a terminal. From then on the course works offline. For any other trouble there is `dltools doctor`.

## An image is numbers

This is tissue of the colon under a light microscope. Nuclei are stained blue, and a protein that somebody looks for is stained brown.
"""

# %% tags=["demo"]
tissue = data.picture("ihc")
plots.images(tissue, size=3, alt="Stained colon tissue: brown glands, and between them pale tissue with small blue nuclei.");

# %% [markdown]
r"""
To the computer, this is an array of numbers: for each row and each column three of them, the amounts of red, green and blue.

**Predict:** the picture is 512 pixels high and 512 wide. How many numbers is that, and in which range do they lie?
"""

# %% tags=["demo"]
print("shape:", tissue.shape, " type:", tissue.dtype, " numbers:", tissue.size, " from", tissue.min(), "to", tissue.max())
spot = tissue[177:183, 376:384, 0]
fig, ax = plt.subplots(figsize=(6, 3.6), layout="constrained")
ax.imshow(spot, cmap="gray", vmin=0, vmax=255)
for (row, column), value in np.ndenumerate(spot):
    ax.text(column, row, value, ha="center", va="center", color="black" if value > 127 else "white")
ax.set(xlabel="column", ylabel="row", title="a spot of the red channel, 6 × 8 pixels")
plots.alt(ax, "Six by eight pixels as grey squares, each with its number in it: the brighter, the larger.")

# %% [markdown]
r"""
The shape is (height, width, channels), or **(H, W, C)**. The type `uint8` is a whole number of 8 bits, so it has $2^8 = 256$ values, 0 to 255.

Deep learning wants the same numbers in another form:

- in a **tensor**, the array of the library **torch**, which can also live on a graphics card;
- with the **channels first**, (C, H, W), so that each channel is one grey image;
- as **float32**, numbers with a decimal point, from 0 to 1: with small numbers, training goes well.

Tensors do much of what arrays do. What you need here, each an example for some array `a` and tensor `t`:

| | |
|---|---|
| `t = torch.from_numpy(a)` | a tensor with the numbers of an array |
| `t.permute(1, 2, 0)` | the same numbers with the axes in another order: what was axis 1 comes first, then 2, then 0 |
| `t.float()`, `t / 2` | as float32; each number divided |
| `t.mean().item()` | a plain Python number out of a tensor of one number |

## Exercise: `to_chw_float`

Turn the array of an image file into what a network takes. `check` then calls your function with images that it makes up, and compares with a trusted library. Where they differ, it says how. Stuck? Run the cell with the hint; run it again for the next one. In other exercises, make a cell for it with the **+** button.
"""

# %% exercise="to_chw_float"
def to_chw_float(image):
    """(H, W, C) uint8 array -> (C, H, W) float32 tensor from 0 to 1."""
    ### BEGIN SOLUTION
    return torch.from_numpy(image).permute(2, 0, 1).float() / 255
    ### END SOLUTION

# %% check="to_chw_float"
check("to_chw_float")

# %% tags=["demo", "nbval-ignore-output"]
hint("to_chw_float")

# %% [markdown]
r"""
## Exercise: `describe`

Before you work with an image, look at a few numbers: its size, how bright it is (the **mean** of all its numbers), and how much contrast it has (their **standard deviation**, how far they typically lie from the mean):

$$\text{mean} = \frac{1}{n}\sum_{i=1}^{n} x_i \qquad\qquad \text{std} = \sqrt{\frac{1}{n}\sum_{i=1}^{n}\left(x_i - \text{mean}\right)^2}$$

Here $n$ is how many numbers the image has. Mind the $\frac{1}{n}$: torch divides by $n - 1$ unless told otherwise, to *estimate* the spread of a larger whole from a sample. You describe just this image.
"""

# %% exercise="describe"
def describe(image):
    """(C, H, W) tensor -> dict: ints "channels", "height", "width"; floats "mean", "std" (divided by n)."""
    ### BEGIN SOLUTION
    channels, height, width = image.shape
    mean, std = image.mean().item(), image.std(correction=0).item()
    return {"channels": channels, "height": height, "width": width, "mean": mean, "std": std}
    ### END SOLUTION

# %% check="describe"
check("describe")

# %% [markdown]
r"""
Now both your functions at work. With the channels first, `x[0]` is the red channel, `x[1]` the green, `x[2]` the blue.

**Predict:** brown light is red and some green, with hardly any blue. In which channel is the brown stain darkest? Which channel has the most contrast?
"""

# %% tags=["demo"]
x = to_chw_float(tissue)
plots.images(list(x), titles=["red", "green", "blue"], size=2, alt="Three grey images: in the blue channel the glands are darkest.")
for name, channel in zip(["red", "green", "blue"], x, strict=True):
    print(f"{name:5}", {key: round(value, 2) for key, value in describe(channel[None]).items()})

# %% [markdown]
r"""
The blue one, both times: there the brown stain stands out most. Choosing a channel is already image analysis.

## Image analysis, step by step

Image analysis leads from a sample to an answer, by a chain of steps. Here is the whole chain, for a real question: *how many nuclei are there, and of which shapes?*

### Step 1: acquisition

A sensor turns light or electrons into numbers. What is lost here never comes back. This image is from a fluorescence microscope: a dye makes the nuclei glow.
"""

# %% tags=["demo"]
nuclei = data.load("nuclei")
print(nuclei.about)
image = to_chw_float(nuclei.x[0].numpy()[:, :, None])[0]
plots.images(image, size=4, alt="Fluorescence micrograph: some glaring and many dim grey nuclei, oval, on a dark background; many touch.");

# %% [markdown]
r"""
### Step 2: pre-processing and enhancement

Clean up first: remove **noise** (random differences between pixels), uneven light, blur; then enhance what matters. A **Gaussian filter** replaces each pixel by a weighted mean of its surroundings. Then the contrast is stretched, for our eyes: 0.4 and above becomes white.
"""

# %% tags=["demo"]
smooth = torch.from_numpy(filters.gaussian(image.numpy(), sigma=1))
enhanced = (smooth / 0.4).clamp(0, 1)
corner = (slice(20, 140), slice(330, 450))
versions = {"raw": image[corner], "smoothed": smooth[corner], "stretched": enhanced[corner]}
plots.images(list(versions.values()), titles=versions, size=2, alt="One detail: grainy and dark; smooth and dark; smooth and clear.");

# %% [markdown]
r"""
### Step 3: segmentation

Decide for each pixel: **foreground** (nucleus) or **background**? The simplest rule is a **threshold**: what is brighter is foreground. Otsu's method (1979) tries every threshold, and takes the one that leaves the pixels within each of the two groups most alike.

**Predict:** a histogram shows how often each brightness occurs. Most of this image is dark, a tall peak on the left. Where will the threshold lie?
"""

# %% tags=["demo"]
threshold = filters.threshold_otsu(smooth.numpy())
mask = smooth > threshold
fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
plots.histogram(smooth, 80, xlabel="brightness", ax=left, alt="Histogram: a tall dark peak; to the right of it a dashed line, the threshold.")
left.axvline(threshold, color="black", linestyle="--")
left.annotate(f" threshold {threshold:.2f}", (threshold, 0.15))
plots.images(mask, ax=right, alt="The mask: white nuclei on black; neighbours that touch are one white patch.")

# %% [markdown]
r"""
To the right of the tall peak, already among the dimmer nuclei: keep that in mind. The result is a **mask**: True where there is foreground, False elsewhere.

## Exercise: `foreground_fraction`

How much of the image is nucleus? A first measurement, straight from the mask. (Look at `solution("foreground_fraction")` after your first try, if you like: there are many right ways.)
"""

# %% exercise="foreground_fraction"
def foreground_fraction(mask):
    """(H, W) bool tensor -> the share of its pixels that are True, a float from 0 to 1."""
    ### BEGIN SOLUTION
    return mask.sum().item() / mask.numel()
    ### END SOLUTION

# %% check="foreground_fraction"
check("foreground_fraction")

# %% [markdown]
r"""
A mask knows no objects yet. **Labelling** gives each connected patch of foreground a number of its own; background is 0. Patches of fewer than 50 pixels are specks, and are thrown away. That leaves gaps in the numbering.

## Exercise: `count_objects`

Look at the labels first. Each colour is one object with one number, and some numbers are missing. How many objects are there?
"""

# %% tags=["demo"]
labels = torch.from_numpy(measure.label(mask.numpy()).astype(np.int64))
labels[labels.flatten().bincount()[labels] < 50] = 0
print(f"foreground: {foreground_fraction(mask):.0%} of the image")
tinted = color.label2rgb(labels.numpy(), enhanced.numpy(), alpha=0.45)
plots.images(tinted, size=4, alt="The micrograph, every labelled patch tinted; nuclei that touch are one patch of one colour.");

# %% exercise="count_objects"
def count_objects(labels):
    """(H, W) int64 tensor, 0 for background, each object with a number of its own -> how many objects, an int."""
    ### BEGIN SOLUTION
    return int((labels.unique() != 0).sum())
    ### END SOLUTION

# %% check="count_objects"
check("count_objects")

# %% [markdown]
r"""
### Step 4: representation and feature extraction

An object is still hundreds of pixels. A **feature** is a number that says something useful about it. Two will do here: the **area** in pixels, and the **eccentricity**, 0 for a circle and almost 1 for a long, thin ellipse. From now on, two numbers represent an object.
"""

# %% tags=["demo"]
objects = measure.regionprops(labels.numpy())
area, eccentricity = np.array([(each.area, each.eccentricity) for each in objects]).T
three = [objects[i] for i in (59, 49, 66)]
canvas = np.zeros((3, *np.max([each.image.shape for each in three], axis=0) + 10))  # one scale for all
for place, each in zip(canvas, three, strict=True):
    height, width = each.image.shape
    top, left = (place.shape[0] - height) // 2, (place.shape[1] - width) // 2
    place[top : top + height, left : left + width] = each.image
titles = [f"area {each.area:.0f}\neccentricity {each.eccentricity:.2f}" for each in three]
plots.images(canvas, titles=titles, size=2)

# %% [markdown]
r"""
### Step 5: classification and recognition

From features to a name, here by a rule with two limits that a person chose: more than 750 pixels is a *clump*, too large for one nucleus; of the others, an eccentricity below 0.75 is *round*, the rest *elongated*.
"""

# %% tags=["demo"]
names = ("round", "elongated", "clump")
kind = np.where(area > 750, 2, np.where(eccentricity < 0.75, 0, 1))
plots.points(np.column_stack([area, eccentricity]), kind, names=names, xlabel="area in pixels", ylabel="eccentricity");

# %% [markdown]
r"""
### Step 6: result

An answer that somebody can use: a count, a table, a marked image. And how far to trust it: in this image the nuclei have also been outlined, one by one.

**Predict:** does the chain find more nuclei than were outlined, or fewer?
"""

# %% tags=["demo"]
found, outlined = count_objects(labels), count_objects(nuclei.y[0])
print(", ".join(f"{(kind == k).sum()} {name}" for k, name in enumerate(names)), f"- objects: {found}, outlined nuclei: {outlined}")
crops = [each[370:, 60:202].numpy() for each in (labels, nuclei.y[0], enhanced)]
tinted = [color.label2rgb(each, crops[2], alpha=0.45) for each in crops[:2]]
plots.images(tinted, titles=["found by the chain", "outlined one by one"], size=3,
             alt="One corner twice: on the left whole clusters have one colour; on the right each nucleus has its own.")
assert found < 0.8 * outlined, "the chain should miss more than a fifth of the nuclei"

# %% [markdown]
r"""
**What this shows:** the count is far too low, and the reason is one step, segmentation: nuclei that touch become one patch, and dim ones stay below the threshold. Steps 4 to 6 measure, name and count, correctly and in vain. *An error made early is not repaired later.* One can write a better rule for each such case. For decades that was the work: new rules for every microscope and every stain.

## Exercise: `pipeline`

Put the six steps in order. Their names, by the alphabet: `"acquisition"`, `"classification"`, `"feature extraction"`, `"pre-processing"`, `"result"`, `"segmentation"`.
"""

# %% exercise="pipeline"
# A list of the six names, first step first.
### BEGIN SOLUTION
pipeline = ["acquisition", "pre-processing", "segmentation", "feature extraction", "classification", "result"]
### END SOLUTION

# %% check="pipeline"
check("pipeline")

# %% [markdown]
r"""
## Where deep learning fits

In **deep learning** nobody writes the rules of a step. The step is *learned* from examples: inputs, each with the result that is wanted. A learned step can replace any one of the hand-made ones, several, or all from the raw image to the answer.
"""

# %% tags=["demo"]
uses = {  # what is learned (in which lesson): from which step, to which
    "remove noise, sharpen (13)": (2, 2), "find the pixels of each object (12)": (3, 3),
    "turn an image into features (09, 10)": (4, 4), "recognise from features (01, 03)": (5, 5),
    "features and recognition (04)": (4, 5), "raw image to answer (17)": (2, 6),
}
plots.spans(uses, pipeline, ylabel="what is learned (lesson)");

# %% [markdown]
r"""
Learned steps have their price: they need many examples, they can fail on images unlike those, and it is hard to say why they decide as they do. Lesson 16 is about that.

## Beyond images

Whatever can be written as numbers can be learned from. **Sound** is a row of air pressures. Cut it into short pieces and split each into its pitches: that is a **spectrogram**, an image with time to the right and pitch upwards (lesson 14). A **molecule** is a graph: atoms, connected by bonds. As numbers it is a table with a row and a column for each atom, 1 where two are bonded (lesson 15). Here are a computed bird call (two falling whistles) and caffeine (without its hydrogens).
"""

# %% tags=["demo"]
time = np.arange(8000) / 8000  # one second, in 8,000 steps
sound = np.sin(2 * np.pi * (3000 - 1500 * (time % 0.5)) * time) * np.sin(2 * np.pi * time) ** 2
atoms = "CNCNCCCONCONCC"
bonds = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 1), (5, 6), (6, 7), (6, 8), (8, 9), (9, 10), (9, 11), (11, 4), (11, 12), (8, 13)]
fig, (left, middle, right) = plt.subplots(1, 3, figsize=(11, 3.4), layout="constrained")
left.plot(time[1500:1580], sound[1500:1580], color=plots.COLOURS[0])
left.set(xlabel="time in seconds", ylabel="air pressure", title="sound, a hundredth of a second")
middle.specgram(sound, NFFT=256, Fs=8000, noverlap=192, vmin=-100)
middle.set(xlabel="time in seconds", ylabel="pitch in hertz", title="its spectrogram, one second")
plots.molecule(atoms, bonds, title="caffeine", ax=right)
plots.alt(fig, "A sound as a wavy line; its spectrogram, two falling streaks; caffeine as C, N and O joined by lines into two rings.")

# %% [markdown]
r"""
## Your first neural network

Reading handwritten digits is easy for you and hard to write down as rules. Here are 5,000, each with its right answer, its **label**. The network learns from 4,000. The other 1,000 it does not see before the test: *only unseen examples tell whether it has learned or merely memorised.*

After the digits come network and training, in ten lines. You need not understand them today; each has its lesson. The idea is this: **a network is a formula with many adjustable numbers, and training turns each of them a little, again and again, so that the answers become less wrong.**

**Predict:** guessing gets one digit in ten right. How many of the unseen ones will the network read correctly?
"""

# %% tags=["demo"]
digits = data.load("mnist")
x, y = (digits.x / 255).to(training.device(device)), digits.y.to(training.device(device))
plots.images(x[:20], titles=y[:20], columns=10, size=0.9)

# %% tags=["demo", "nbval-ignore-output"]
def train(x, y):
    training.seed_everything(seed)
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10)).to(x.device)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(steps):
        loss = nn.functional.cross_entropy(model(x), y)  # how wrong are the answers?
        optimizer.zero_grad()
        loss.backward()  # in which direction would each number make them less wrong?
        optimizer.step()  # a small step in that direction
    return model

model = train(x[:4000], y[:4000])
predicted = model(x[4000:]).argmax(dim=1)
right = predicted == y[4000:]
accuracy = right.float().mean().item()
print(f"adjustable numbers: {sum(p.numel() for p in model.parameters()):,}; unseen digits read correctly: {accuracy:.0%}")

# %% [markdown]
r"""
This share is called the **accuracy**. Never stop there: look at the mistakes. Above each stands its label, then what the network read.
"""

# %% tags=["demo", "nbval-ignore-output"]
wrong = torch.where(~right)[0][:20]
plots.images(x[4000:][wrong], columns=10, size=0.9, titles=[f"{y[4000 + i]} → {predicted[i]}" for i in wrong])

# %% [markdown]
r"""
Some are hard for you, too. Others you would never get wrong: the network does not see as you do. The next experiment shows how differently.

### An experiment: digits that nobody can read

All pixels are shuffled, in the same way in every image: each pixel always moves to the same new place.
"""

# %% tags=["demo"]
order = torch.randperm(784, generator=torch.Generator().manual_seed(1))
shuffled = x.flatten(1)[:, order].reshape(x.shape)
plots.images(shuffled[:10], titles=y[:10], columns=10, size=0.9, alt="Ten digits with shuffled pixels: nothing but specks.");

# %% [markdown]
r"""
**Predict:** the same network learns from shuffled digits and is tested on unseen shuffled ones. Does it get a tenth of them right, half, or as many as before?
"""

# %% tags=["demo", "nbval-ignore-output"]
shuffled_model = train(shuffled[:4000], y[:4000])
shuffled_accuracy = (shuffled_model(shuffled[4000:]).argmax(dim=1) == y[4000:]).float().mean().item()
plots.bars({"guessing": 0.1, "digits": accuracy, "shuffled digits": shuffled_accuracy}, ylabel="accuracy, unseen digits", form=".2f")
assert min(accuracy, shuffled_accuracy) > 0.8
assert abs(accuracy - shuffled_accuracy) < 0.05

# %% [markdown]
r"""
**What this shows:** it reads both equally well. To this network an image is a list of 784 numbers, in *any* order; it does not know that pixels have neighbours. What a waste! Networks that know about neighbours learn from fewer examples and make fewer mistakes: the **convolutional networks** of lesson 04.
"""

# %% [markdown] task="a-problem-of-yours" points=2
r"""
## In your own words

Think of an image problem of your own. What would each of the six steps be there? Which of them would you hand to a network first, and why?

### BEGIN SOLUTION
*For example:* counting pollen grains in the air. Acquisition: a light microscope with a camera. Pre-processing: even out the light. Segmentation: which pixels are grains? Features: size, roundness, texture of the wall. Classification: birch, grass, hazel. Result: grains of each plant in a cubic metre of air. I would hand features and classification to a network first: the species are easy to show by examples and hard to describe by rules, while a threshold finds the stained grains well enough.
### END SOLUTION
"""

# %% tags=["demo", "nbval-ignore-output"]
progress()

# %% [markdown]
r"""
## Recap

- An image is an array of numbers. Files keep it as (H, W, C), whole numbers from 0 to 255; networks take (C, H, W), float32, here from 0 to 1.
- Image analysis: acquisition, pre-processing and enhancement, segmentation, representation and feature extraction, classification and recognition, result. An error made early is not repaired later.
- Deep learning learns steps from examples: any one of them, several, or all. It takes sound, molecules and whatever else can be written as numbers.
- Training turns many numbers a little at a time, so that answers become less wrong. Only unseen examples tell what was learned. The simplest network of all is next: the perceptron, lesson 01.

## Where to read on

- R. C. Gonzalez and R. E. Woods, *Digital Image Processing*: the classical steps, in depth.
- Y. LeCun, Y. Bengio and G. Hinton, *Deep learning*, Nature, 2015: the field in nine pages.
- J. C. Caicedo and others, *Nucleus segmentation across imaging experiments: the 2018 Data Science Bowl*, Nature Methods, 2019: where the nuclei come from.
"""
