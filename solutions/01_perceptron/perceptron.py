# %% [markdown]
r"""
# The perceptron

You build a single artificial neuron, let it learn from its mistakes, and see on real digits and real tumours what it can do and what it cannot.

- **Time:** 75 minutes
- **Data:** 5,000 handwritten digits; measurements of 569 breast tumours
- **You will learn:** the weighted sum and its bias, why a perceptron is a line, the learning rule, AND and OR and why not XOR, what happens when no line separates the data
- **You need:** lesson 00; a little Python. No machine learning.
"""

# %%
import matplotlib.pyplot as plt
import torch

from dltools import check, data, hint, plots, progress, solution, widgets

# %% tags=["parameters"]
training_digits = 700  # of the 1,000 images of two digits; the others are kept unseen
training_tumours = 400  # of 569
table_epochs = 40
seed = 0

# %% [markdown]
r"""
## From the neuron to the node

A **neuron** collects signals on its dendrites. Each arrives through a synapse, a strong one or a weak one, exciting or inhibiting. The cell body adds them all up, and if the sum is above a threshold, the neuron fires: a signal leaves along the axon. In 1958 Frank Rosenblatt published a model of this that can learn, the **perceptron**. It is the simplest **node** of a neural network:
"""

# %% tags=["demo"]
plots.node();

# %% [markdown]
r"""
In one formula:

$$\hat y = f\left(\sum_{i=0}^{n} x_i w_i\right) \qquad f(s) = \begin{cases}1 & s > 0\\ 0 & \text{otherwise}\end{cases}$$

- $x_1, \dots, x_n$ are the **inputs**: measurements of a cell, or the pixels of an image.
- $w_1, \dots, w_n$ are the **weights**: how much each input counts, for 1 or against it.
- $x_0$ is always 1. So its weight $w_0$ is added to every sum, whatever the inputs are. It is called the **bias** and moves the threshold: the sum of the others must be greater than $-w_0$.
- $\hat y$ ("y hat") is the answer. The true answer, the **label**, is $y$.

## Exercise: `add_bias_input`

We always work on many **samples** at once: a tensor `x` of shape `(N, n)` has a row for each of $N$ samples and a column for each of $n$ inputs. Put $x_0 = 1$ in front of every row. If you are stuck, `hint("add_bias_input")` helps, and `solution("add_bias_input")` opens after your first try.
"""

# %% exercise="add_bias_input"
def add_bias_input(x):
    """(N, n) tensor -> (N, n + 1) tensor, with a column of ones in front."""
    ### BEGIN SOLUTION
    return torch.cat([torch.ones(len(x), 1, dtype=x.dtype), x], dim=1)
    ### END SOLUTION

# %% check="add_bias_input"
check("add_bias_input")

# %% [markdown]
r"""
## Exercise: `weighted_sum`

The weights are a tensor `w` with one number for each input, the bias first. An example with two inputs, and $x_0$ in front:

$$x = (1,\; 3,\; 2) \qquad w = (-4,\; 2,\; 0.5) \qquad 1\cdot(-4) + 3\cdot 2 + 2\cdot 0.5 = 3$$

Do this for every row of `x`. The bias input is in `x` already, so there is nothing to add. Use torch from the inputs to the result, no `.item()` and no NumPy: from lesson 3 on, networks learn by looking back *through* such functions.
"""

# %% exercise="weighted_sum"
def weighted_sum(x, w):
    """(N, n) inputs and (n,) weights -> (N,) sums, one for each row."""
    ### BEGIN SOLUTION
    return x @ w
    ### END SOLUTION

# %% check="weighted_sum"
check("weighted_sum")

# %% [markdown]
r"""
## Exercise: `perceptron`

Now the step: 1.0 where the sum is greater than 0, else 0.0. Exactly 0 is not greater than 0.
"""

# %% exercise="perceptron"
def perceptron(x, w):
    """(N, n) inputs and (n,) weights -> (N,) answers, 1.0 or 0.0."""
    ### BEGIN SOLUTION
    return (weighted_sum(x, w) > 0).float()
    ### END SOLUTION

# %% check="perceptron"
check("perceptron")

# %% [markdown]
r"""
## A perceptron is a line

With two inputs, each sample is a point in a plane. Let us ask your perceptron about every point of it.

**Predict:** the weights are $w = (-1, 1, 2)$. At which points does the answer change from 0 to 1: along a circle, a straight line, a wavy curve?
"""

# %% tags=["demo"]
w = torch.tensor([-1.0, 1.0, 2.0])
fig, axes = plt.subplots(1, 3, figsize=(11, 3.6), layout="constrained")
for ax, weights in zip(axes, (w, w - torch.tensor([2.0, 0.0, 0.0]), 3 * w), strict=True):
    ax.set(xlim=(-2, 3), ylim=(-2, 3), aspect="equal", xlabel="x₁", ylabel="x₂", title=f"w = {weights.tolist()}")
    plots.regions(lambda x, w=weights: perceptron(add_bias_input(x), w), ax=ax, alt="The plane in two halves, tinted by the answer.")
    plots.line(weights, label="sum = 0", ax=ax)
    ax.quiver(0, 0, *weights[1:] / weights[1:].norm(), angles="xy", scale_units="xy", scale=1)
    for place, text in (((2, 2.3), "answer 1"), ((-1, -1), "answer 0"), ((0.2, -0.4), "(w₁, w₂)")):
        ax.text(*place, text, ha="center")

# %% [markdown]
r"""
A straight line: where the sum is 0, so $w_0 + w_1 x_1 + w_2 x_2 = 0$. On one side the answer is 1, on the other 0. What pictures and formula say:

- $w_1$ and $w_2$ give the direction. The line is perpendicular to the arrow $(w_1, w_2)$ (drawn here with length 1), and the answer is 1 on the side to which the arrow points.
- The bias $w_0$ shifts the line without turning it. With $w_0 = 0$ it goes through the origin.
- Three times the weights give the same line: only their ratios count.
- With three inputs the line becomes a plane, with 784 inputs a **hyperplane** that nobody can picture. The formula stays the same.

## Learning from mistakes

So far we chose the weights. A perceptron finds them itself, from samples with labels. Rosenblatt's rule looks at one sample at a time:

$$w \leftarrow w + \mathrm{lr}\cdot(y - \hat y)\cdot x$$

The **error** $y - \hat y$ is 0 if the answer was right: nothing changes. It is 1 if the answer should have been 1: then $x$ is added, and the next sum for this sample is larger. It is −1 if the answer should have been 0: $x$ is subtracted. The **learning rate** lr says how large a step is.

One step by hand, with lr = 0.4:

| | |
|---|---|
| weights before | $w = (0,\; -0.5,\; 1)$ |
| sample, with $x_0 = 1$, and its label | $x = (1,\; 2,\; 0.5)$, $y = 1$ |
| weighted sum, answer, error | $0 - 1 + 0.5 = -0.5$, so $\hat y = 0$ and $y - \hat y = 1$ |
| change | $0.4 \cdot 1 \cdot (1,\; 2,\; 0.5) = (0.4,\; 0.8,\; 0.2)$ |
| weights after, and answer | $w = (0.4,\; 0.3,\; 1.2)$; the sum is $0.4 + 0.6 + 0.6 = 1.6$, so $\hat y = 1$ |

## Exercise: `perceptron_update`

Return the new weights, and leave the old `w` as it is: it may be needed for comparison.
"""

# %% exercise="perceptron_update"
def perceptron_update(w, x, y, lr):
    """(n,) weights, one sample (n,), its label 0 or 1, learning rate -> (n,) new weights."""
    ### BEGIN SOLUTION
    answer = 1.0 if x @ w > 0 else 0.0
    return w + lr * (y - answer) * x
    ### END SOLUTION

# %% check="perceptron_update"
check("perceptron_update")

# %% [markdown]
r"""
**Predict:** this is the step from the table, by your function. The point lies on the wrong side of the line. What will the line do?
"""

# %% tags=["demo"]
before, sample = torch.tensor([0.0, -0.5, 1.0]), torch.tensor([1.0, 2.0, 0.5])
after = perceptron_update(before, sample, 1, 0.4)
print("before:", before.tolist(), " after:", [round(v, 2) for v in after.tolist()])
ax = plots.points(sample[None, 1:], torch.ones(1), alt="One point, of class 1, at x1 = 2, x2 = 0.5.")
ax.set(xlim=(-1, 3), ylim=(-1.5, 2.5))
plots.line(before, label="line before", ax=ax, color="0.5", linestyle="--")
plots.line(after, label="line after", ax=ax)
plots.regions(lambda x: perceptron(add_bias_input(x), after), ax=ax)

# %% [markdown]
r"""
It swings across the point, which now lies in the region of its own colour. Often one step is too short for that; the next time this sample comes, there is another one.

Now watch it on many points. *Step* gives the next point to your `perceptron_update`, orange rings mark the mistakes of your `perceptron`. Move the sliders, add points, choose other ones under *Points*.

**Predict:** a step mends one point. Can the number of mistakes go up?
"""

# %% tags=["demo", "nbval-ignore-output"]
two_y = torch.arange(40) % 2
middle = torch.tensor([[0.6, 0.5], [2.4, 1.9]])[two_y]
two_x = middle + 0.45 * torch.randn(40, 2, generator=torch.Generator().manual_seed(seed))
widgets.perceptron(perceptron, update=perceptron_update, data=(two_x, two_y))

# %% [markdown]
r"""
Yes: what helps one point may harm others. Still, the rule gets there in the end. Whenever a line separates the two classes, a finite number of mistakes is enough, in whatever order the samples come. This is the **perceptron convergence theorem** (Novikoff, 1962). A wide gap is learned quickly, a narrow one slowly.

<details><summary>The theorem in numbers, for who likes them</summary>

From $w = 0$ there are at most $(R/\gamma)^2$ mistakes. $R$ is the length of the longest sample $x$, and $\gamma$ the **margin**: how far the nearest sample is from the best plane between the classes (both with $x_0$ counted in).

</details>

## Exercise: `train_perceptron`

Once through all samples is called an **epoch**. Start with zeros and go through the samples again and again, for `epochs` epochs; you may stop early once an epoch brings no change. Here `x` comes without $x_0$; the result has the bias first.
"""

# %% exercise="train_perceptron"
def train_perceptron(x, y, lr=0.1, epochs=100):
    """(N, n) inputs without x0, (N,) labels 0 or 1 -> (n + 1,) weights, bias first."""
    ### BEGIN SOLUTION
    x = add_bias_input(x)
    w = torch.zeros(x.shape[1])
    for _ in range(epochs):
        before = w
        for i in range(len(x)):
            w = perceptron_update(w, x[i], y[i], lr)
        if torch.equal(w, before):  # an epoch without a mistake: nothing will change any more
            break
    return w
    ### END SOLUTION

# %% check="train_perceptron"
check("train_perceptron")

# %% [markdown]
r"""
## Gates: AND, OR, XOR

What can a single node compute? Take two inputs that are 0 or 1, so that there are only four samples, the corners of a square. AND is 1 if both inputs are 1. OR is 1 if at least one of them is. XOR, the *exclusive or*, is 1 if exactly one of them is.
"""

# %% tags=["demo"]
corners = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
gates = {"AND": torch.tensor([0.0, 0, 0, 1]), "OR": torch.tensor([0.0, 1, 1, 1]), "XOR": torch.tensor([0.0, 1, 1, 0])}
fig, axes = plt.subplots(1, 3, figsize=(10, 3.4), layout="constrained")
for ax, name in zip(axes, gates, strict=True):
    plots.points(corners, gates[name], names=["0", "1"], title=name, ax=ax)
    ax.set(xlim=(-0.5, 1.7), ylim=(-0.5, 1.7), aspect="equal", xticks=[0, 1], yticks=[0, 1])

# %% [markdown]
r"""
## Exercises: `and_weights` and `or_weights`

Lay a line through each picture in your mind, then find weights for it, by hand: three numbers, bias first. Many answers are right. Remember that a corner exactly on the line gets a 0.
"""

# %% exercise="and_weights"
# A tensor of three weights, bias first, with which a perceptron computes AND.
### BEGIN SOLUTION
and_weights = torch.tensor([-1.5, 1.0, 1.0])
### END SOLUTION

# %% check="and_weights"
check("and_weights")

# %% exercise="or_weights"
# A tensor of three weights, bias first, with which a perceptron computes OR.
### BEGIN SOLUTION
or_weights = torch.tensor([-0.5, 1.0, 1.0])
### END SOLUTION

# %% check="or_weights"
check("or_weights")

# %% [markdown]
r"""
## Exercise: `xor_is_possible`

Are there three weights with which one perceptron computes XOR? Try it with the picture, or choose *XOR* in the widget above.
"""

# %% exercise="xor_is_possible"
# True or False.
### BEGIN SOLUTION
xor_is_possible = False
### END SOLUTION

# %% check="xor_is_possible"
check("xor_is_possible")

# %% [markdown]
r"""
The reason fits into four inequalities, one for each corner: (0, 0) and (1, 1) want a 0, (0, 1) and (1, 0) a 1.

$$w_0 \le 0 \qquad w_0 + w_2 > 0 \qquad w_0 + w_1 > 0 \qquad w_0 + w_1 + w_2 \le 0$$

Add the second and the third: $2w_0 + w_1 + w_2 > 0$. Add the first and the last: $2w_0 + w_1 + w_2 \le 0$. Both cannot be true, so there are no such weights. In the widget, *Until separated* tries XOR in vain.

Marvin Minsky and Seymour Papert worked out in 1969 what else a perceptron cannot do, and research on neural networks slowed down for years. The remedy was known in principle: a second layer of nodes. How to *train* one took longer; it is lesson 03.

## Real images: two kinds of digits

Four corners are a toy. Now the inputs are the 784 pixels of an image, written one row after the other, from 0 to 1. One weight for each pixel, and a bias: 785 numbers. It learns from a part of the images. The others it does not see until the end.

**Predict:** zeros against ones. Will a "line" separate them? And how many of the unseen ones will be right?
"""

# %% tags=["demo", "nbval-ignore-output"]
digits = data.load("mnist")

def two_digits(a, b):  # images as rows of pixels, and labels: 0 for an a, 1 for a b
    keep = (digits.y == a) | (digits.y == b)
    return digits.x[keep].flatten(1) / 255, (digits.y[keep] == b).float()

def accuracy(x, y, w):  # the share of right answers
    return (perceptron(add_bias_input(x), w) == y).float().mean().item()

x, y = two_digits(0, 1)
n = training_digits
w = train_perceptron(x[:n], y[:n])
print(f"right: {accuracy(x[:n], y[:n], w):.1%} of {n} training images, {accuracy(x[n:], y[n:], w):.1%} of {len(x) - n} unseen ones")
assert accuracy(x[n:], y[n:], w) > 0.97

# %% [markdown]
r"""
One artificial neuron tells zeros from ones. What has it learned? There is a weight for every pixel, so we can draw the weights as an image.

**Predict:** 1 is the answer for a one. Where will the weights be positive, where negative?
"""

# %% tags=["demo", "nbval-ignore-output"]
fig, axes = plt.subplots(1, 2, figsize=(9, 3), layout="constrained", width_ratios=[3, 2])
means = [x[y == label].mean(0).reshape(28, 28) for label in (0, 1)]
plots.images(means, titles=["mean of the zeros", "mean of the ones"], ax=axes[0])
plots.weights_image(w, (28, 28), title="weights", ax=axes[1])

# %% [markdown]
r"""
Orange pixels speak for a one, purple ones against it, white ones do not count. The upright stroke of the one is orange; the ring of the zero, left and right of it, is purple. Nobody told the perceptron what a zero looks like: it only added and subtracted the images that it got wrong.

Now a pair that looks more alike: threes (0) and fives (1).
"""

# %% tags=["demo", "nbval-ignore-output"]
x, y = two_digits(3, 5)
w = train_perceptron(x[:n], y[:n])
print(f"right: {accuracy(x[:n], y[:n], w):.1%} of {n} training images, {accuracy(x[n:], y[n:], w):.1%} of {len(x) - n} unseen ones")
assert accuracy(x[:n], y[:n], w) == 1, "a line separates the training images"
assert accuracy(x[n:], y[n:], w) < 0.99, "and makes mistakes on unseen ones"
fig, axes = plt.subplots(1, 2, figsize=(11, 3.2), layout="constrained", width_ratios=[1, 2])
plots.weights_image(w, (28, 28), title="weights: 5 against 3", ax=axes[0])
wrong = n + torch.where(perceptron(add_bias_input(x[n:]), w) != y[n:])[0][:16]
plots.images(x[wrong].reshape(-1, 28, 28), titles=["3 → 5" if y[i] == 0 else "5 → 3" for i in wrong], ax=axes[1])

# %% [markdown]
r"""
**What this shows:** the perceptron gets all its training images right and still fails on some that it has not seen. *Being right about what one has learned by heart proves nothing; being right about unseen data does.* To fit the training data better than unseen data is called **overfitting** (lesson 07). On the right are mistakes on unseen images, label first. Some are strange, many are easy for you: a perceptron weighs single pixels and knows no strokes, and a digit that is shifted by a few pixels is another digit to it.

## A real table: when no line separates the data

The second data set is a table. For each of 569 breast tumours, cells from a needle biopsy were measured under the microscope: the size of the nuclei, their texture, the smoothness of their outline, 30 numbers in all. The label says what the tumour was: 0 benign, 1 malignant.

The measurements have different units: an area is in the hundreds, a smoothness is near 0.1. As they are, the areas would drown all others. So each column is **standardised**: subtract its mean and divide by its standard deviation, both taken from the training part. We begin with two columns, because these can be drawn.
"""

# %% tags=["demo", "nbval-ignore-output"]
table = data.load("breast_cancer")
order = torch.randperm(len(table), generator=torch.Generator().manual_seed(seed))
x, y = table.x[order], (table.y[order] == 0).float()  # the file says 0 for malignant
n = training_tumours
x = (x - x[:n].mean(0)) / x[:n].std(0)

def follow(x, y, epochs):  # train_perceptron, but it keeps the weights after each epoch and counts the mistakes
    x, w, weights, mistakes = add_bias_input(x), torch.zeros(x.shape[1] + 1), [], []
    for _ in range(epochs):
        mistakes.append(0)
        for i in range(len(x)):
            new = perceptron_update(w, x[i], y[i], 0.1)
            mistakes[-1] += int(not torch.equal(new, w))
            w = new
        weights.append(w)
    return weights, mistakes

two, two_mistakes = follow(x[:n, :2], y[:n], table_epochs)
ax = plots.points(x[:n, :2], y[:n], names=["benign", "malignant"], xlabel=f"{table.features[0]} (standardised)", ylabel=f"{table.features[1]} (standardised)")
for age, style in enumerate(("-", "--", ":"), 1):
    plots.line(two[-age], label=f"after epoch {table_epochs + 1 - age}", linestyle=style, ax=ax, alt=f"The line after epoch {table_epochs + 1 - age}.")

# %% [markdown]
r"""
The two clouds overlap: no line has all malignant tumours on one side and all benign ones on the other.

**Predict:** for the digits 3 and 5, training ended with no mistake left. What will the number of mistakes do here, epoch after epoch?
"""

# %% tags=["demo", "nbval-ignore-output"]
_, digit_mistakes = follow(*(part[:training_digits] for part in two_digits(3, 5)), table_epochs)
plots.curves({"digits 3 and 5": digit_mistakes, "tumours, two measurements": two_mistakes}, ylabel="mistakes in the epoch")
assert digit_mistakes[-1] < 0.2 * min(two_mistakes), "the digits come to rest, or nearly; the tumours do not"

# %% [markdown]
r"""
**What this shows:** where a line exists, the rule finds it and comes to rest. Where there is none, it never does. Some sample is always on the wrong side and pushes the line away again, so the number of mistakes keeps jumping, and so does the line in the picture before. What you get depends on when you stop.

With all 30 measurements there are more directions to choose from. How good is it on tumours that it has not seen, after each epoch?
"""

# %% tags=["demo", "nbval-ignore-output"]
every, _ = follow(x[:n], y[:n], table_epochs)
unseen = {
    "2 measurements": [accuracy(x[n:, :2], y[n:], w) for w in two],
    "30 measurements": [accuracy(x[n:], y[n:], w) for w in every],
    "always answer benign": [(y[n:] == 0).float().mean().item()] * table_epochs,
}
plots.curves(unseen, ylabel="accuracy on unseen tumours")
for name, values in unseen.items():
    print(f"{name}: {min(values[5:]):.0%} to {max(values[5:]):.0%} after the fifth epoch")
assert min(unseen["30 measurements"][5:]) > max(unseen["always answer benign"]) + 0.15

# %% [markdown]
r"""
A single neuron gets most of the unseen tumours right, far more than the rule *always benign*, which is right surprisingly often too: compare with such a simple rule before you praise an accuracy. And mind what it does not see: a malignant tumour that is missed is worse than a false alarm.

## Question: train longer?

A colleague looks at the jumping curve of the two measurements and says: "Give it 10,000 epochs, then it will come to rest." Is that right? Explain in a few sentences what will happen and why, and suggest how to choose the weights that you would use in the end. (This answer is read by a person.)
"""

# %% [markdown] task="train-longer" points=2
r"""
### BEGIN SOLUTION
It will not come to rest. The two clouds overlap, so every line leaves some training samples on the wrong side. An epoch without a mistake is impossible, and each mistake changes the weights, in epoch 10,000 as in epoch 10. The theorem promises an end only for data that a line separates. Stopping at the last epoch means taking weights by chance. Better: keep the weights of the epoch with the highest accuracy on a part of the data that is neither used for training nor for the final test; or take the mean of the weights of many epochs; or make the steps smaller and smaller. More, and more telling, measurements help as well, because they may make the classes separable.
### END SOLUTION
"""

# %% [markdown]
r"""
## Recap

- A node adds up its inputs, each times its weight, and applies a function to the sum. $x_0 = 1$ carries the bias.
- With a step as this function it is a perceptron: a line (a hyperplane, with more inputs), 1 on one side and 0 on the other.
- The learning rule changes the weights only after a mistake: $w \leftarrow w + \mathrm{lr}\,(y - \hat y)\,x$.
- If a line separates the classes, the rule finds one. If none does, it never comes to rest.
- AND and OR are possible, XOR is not: one line is too little.
- All training images right does not mean all unseen ones right. Test on unseen data, and compare with a simple rule.
- What is missing: the step does not say how nearly an answer was right (lesson 02 has smoother functions), and one line is not enough (lesson 03 connects many nodes).

## Where to read on

- F. Rosenblatt, *The perceptron: a probabilistic model for information storage and organization in the brain*, Psychological Review, 1958.
- M. Minsky and S. Papert, *Perceptrons*, 1969: what one layer cannot do.
- W. N. Street, W. H. Wolberg and O. L. Mangasarian, *Nuclear feature extraction for breast tumor diagnosis*, 1993: where the table comes from.
"""
