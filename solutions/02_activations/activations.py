# %% [markdown]
r"""
# Activation functions

You write the functions that let a network draw more than straight lines, and measure how some of them keep a deep network from learning.

- **Time:** 90 minutes
- **Data:** one micrograph with outlined cell nuclei; 5,000 handwritten digits
- **You will learn:** why a network needs non-linear functions, what the six usual ones do to a node's output, saturation, dead units, why gradients vanish in deep networks
- **You need:** lesson 01 (the weighted sum of a node), about 0.5 GB of memory
"""

# %%
import matplotlib.pyplot as plt
import torch
from torch.nn import functional as F

from dltools import check, data, hint, plots, progress, solution, training, widgets

# %% tags=["parameters"]
device = "auto"  # for the gradients at the end: "cpu" or "cuda" insist on one
depth = 30  # layers, through which they are followed
seed = 0

# %% [markdown]
r"""
## A line cannot go round a nucleus

A node multiplies its inputs by weights, adds them up with a bias, and passes the sum through a function $f$, its **activation function**: $y = f(w_1 x_1 + \dots + w_n x_n + b)$. In lesson 01, $f$ was a step. Does a network need $f$ at all? Here is a question from a microscope: *which pixels belong to the nucleus?* All that is known of a pixel is where it lies, two coordinates.
"""

# %% tags=["demo"]
cells = data.load("nuclei")
window = (0, slice(430, 478), slice(401, 449))
up, right = torch.meshgrid(torch.linspace(1, -1, 48), torch.linspace(-1, 1, 48), indexing="ij")
x = torch.stack([right, up], dim=-1).reshape(-1, 2)  # (2304, 2): where each pixel lies
y = (cells.y[window] > 0).long().reshape(-1)  # (2304,): 1 in the nucleus, 0 outside
generator = torch.Generator().manual_seed(seed)
some = torch.randperm(len(x), generator=generator)[:350]  # enough for a picture
fig, axes = plt.subplots(1, 2, figsize=(9.5, 4), layout="constrained")
plots.images(cells.x[window], ax=axes[0], alt="Micrograph of one bright oval nucleus on a dark background.")
plots.points(x[some], y[some], names=("background", "nucleus"), ax=axes[1], alt="350 pixels as points: an oval of nucleus, background all around.");

# %% [markdown]
r"""
A node without $f$ is a straight line. A **linear layer** is many such nodes: `x @ w + b`. Here `@` is the **matrix product**: `x` has a row for each sample, `w` a column for each node, and in row 3, column 5 of `x @ w` stands the weighted sum of sample 3 with the weights of node 5. (The bias stands on its own here.) We try one layer, and two: 48 nodes with random weights, then one node on top.

How networks find weights comes in lessons 03 and 05. Today the last layer is found by **least squares**, which computes at once the weights whose answers lie nearest to +1 for nucleus and −1 for background.

**Predict:** three quarters of the pixels are background. How many can one layer get right, and how many can two?
"""

# %% tags=["demo"]
def fit(h, y):
    """(N, n) inputs and (N,) labels 0 or 1 -> the best weight (n, 1) and bias (1,)."""
    with_ones = torch.cat([h, torch.ones(len(h), 1)], dim=1)
    w = torch.linalg.lstsq(with_ones, 2.0 * y[:, None] - 1).solution
    return w[:-1], w[-1]
def right_share(scores):
    return ((scores[:, 0] > 0) == (y == 1)).float().mean().item()
w1 = 3 * F.normalize(torch.randn(2, 48, generator=generator), dim=0)  # 48 lines, each in a direction of its own,
b1 = 6 * torch.rand(48, generator=generator) - 3  # spread over the picture
w, b = fit(x, y)
w2, b2 = fit(x @ w1 + b1, y)
straight = right_share((x @ w1 + b1) @ w2 + b2)
print(f"all background: {(y == 0).float().mean():.1%} right, one layer: {right_share(x @ w + b):.1%}, two layers: {straight:.1%}")

# %% [markdown]
r"""
The best line lies outside the picture and calls everything background. The second layer does not help by a single pixel. Multiply out what two stacked layers compute, and you see why:

$$(x W_1 + b_1)\, W_2 + b_2 = x\,\underbrace{W_1 W_2}_{W} + \underbrace{b_1 W_2 + b_2}_{b}$$

It is one linear layer again. A hundred layers would be, too.

## Exercise: `collapse`

Compute the weight and the bias of that one layer. If you are stuck, run `hint("collapse")`; after a try, `solution("collapse")` shows one way.

**Predict:** after the check, your function collapses the two layers from above. Which line comes out?
"""

# %% exercise="collapse"
def collapse(w1, b1, w2, b2):
    """w1 (n, h), b1 (h,), w2 (h, m), b2 (m,) -> w (n, m), b (m,), so that x @ w + b equals both layers."""
    ### BEGIN SOLUTION
    return w1 @ w2, b1 @ w2 + b2
    ### END SOLUTION

# %% check="collapse"
check("collapse")

# %% tags=["demo"]
for name, (weight, bias) in {"one layer": (w, b), "two layers, collapsed": collapse(w1, b1, w2, b2)}.items():
    print(f"{name:>21}: {weight[0, 0]:+.2f} x₁ {weight[1, 0]:+.2f} x₂ {bias[0]:+.2f}")

# %% [markdown]
r"""
The very same. Depth is worth nothing while every layer is straight: **something between the layers must bend**. Here are the usual functions, and beside them their slopes; learning works with slopes. The sixth, maxout, is not a fixed curve.
"""

# %% tags=["demo"]
usual = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "ReLU": F.relu, "leaky ReLU": lambda x: F.leaky_relu(x, 0.1), "ELU": F.elu}
fig, axes = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
plots.function_curve(usual, -4, 4, ax=axes[0])
plots.function_curve(usual, -4, 4, derivative=True, ax=axes[1])
plots.alt(fig, "Five functions and their slopes. Sigmoid and tanh are S-shaped and flat at both ends; their slopes are bells, up to a "
               "quarter and up to one. ReLU, leaky ReLU and ELU have slope 1 on the right; on the left it is 0, 0.1, and falling to 0.")

# %% [markdown]
r"""
| | formula | derivative (slope) | range |
|---|---|---|---|
| sigmoid | $\sigma(x) = \dfrac{1}{1 + e^{-x}}$ | $\sigma(x)\,(1 - \sigma(x))$, at most ¼ | 0 to 1 |
| tanh | $\dfrac{e^x - e^{-x}}{e^x + e^{-x}} = 2\,\sigma(2x) - 1$ | $1 - \tanh^2(x)$, at most 1 | −1 to 1 |
| ReLU | $\max(0, x)$ | 1 for $x > 0$, 0 for $x < 0$ | 0 upwards |
| leaky ReLU | $\max(ax, x)$, with $0 < a < 1$ | 1 for $x > 0$, $a$ for $x < 0$ | all numbers |
| ELU | $x$ for $x > 0$, else $\alpha\,(e^x - 1)$ | 1 for $x > 0$, else $\alpha\,e^x$ | $-\alpha$ upwards |
| maxout | $\max(w_1^\top x + b_1,\; w_2^\top x + b_2)$ | that of the larger one | all numbers |

## Exercise: `sigmoid`

Write this and the next functions from `torch.exp`, `torch.where`, `torch.maximum`, `torch.clamp` and arithmetic; the ready-made ones are refused this once.

The sigmoid is a step with its edges worn smooth. Its result can be read as a probability. Mind that a computer's numbers end: float32 stops near $3.4 \cdot 10^{38}$, and $e^{89}$ is beyond, so it becomes `inf`; and `inf / inf` is `nan`, *not a number*. Which form of the formula gives the right value even then? It must, for all $x$ from −10,000 to 10,000.
"""

# %% exercise="sigmoid"
def sigmoid(x):
    """A tensor of any shape -> the sigmoid of each number, same shape; never nan."""
    ### BEGIN SOLUTION
    return 1 / (1 + torch.exp(-x))
    ### END SOLUTION

# %% check="sigmoid"
check("sigmoid")

# %% [markdown]
r"""
## What a node's output looks like

A weighted sum can have any size. Sigmoid and tanh bring it to a known range: one says they **normalise** the node's output, so that the next layer knows what to expect. Here 100 nodes with random weights see 1,000 real digits: once as raw pixels, 0 to 255, and once **standardised**, with mean 0 and standard deviation 1.

**Predict:** where do the outputs of your sigmoid lie for raw pixels?
"""

# %% tags=["demo"]
digits = data.load("mnist")
raw = digits.x.reshape(5000, 784).float()
images = (raw - raw[:3000].mean()) / raw[:3000].std()
nodes = torch.randn(784, 100, generator=generator) / 784**0.5
z = images[:1000] @ nodes  # (1000, 100): the weighted sums of 100 nodes, their "pre-activations"
plots.histogram({"raw pixels": sigmoid(raw[:1000] @ nodes), "standardised pixels": sigmoid(z)}, 40, xlabel="output of the sigmoid",
                alt="Histogram of sigmoid outputs: from raw pixels two tall spikes at 0 and 1, from standardised ones a hill around a half.")
print(f"standard deviation of the sums: {(raw[:1000] @ nodes).std():.0f} from raw pixels, {z.std():.1f} from standardised ones")

# %% [markdown]
r"""
From raw pixels nearly every output is 0 or 1: a step again. From standardised ones the node uses its whole range. So the function does half of the normalising; sums with a mean near 0 and a scale near 1 are the other half (lesson 05).

## Exercise: `sigmoid_derivative`

The slope of the sigmoid by its formula, from $x$. It must be finite everywhere, for $x$ = ±10,000 too. Afterwards, torch computes it in its own way: it follows your `sigmoid` backwards, by **automatic differentiation** (lesson 03).

**Predict:** the slope at 0 and at 5.
"""

# %% exercise="sigmoid_derivative"
def sigmoid_derivative(x):
    """A tensor of any shape -> the slope of the sigmoid at each number, same shape."""
    ### BEGIN SOLUTION
    s = sigmoid(x)
    return s * (1 - s)
    ### END SOLUTION

# %% check="sigmoid_derivative"
check("sigmoid_derivative")

# %% tags=["demo"]
def slope_of(f, x):
    """The slope of f at each number of x, by automatic differentiation."""
    x = x.clone().requires_grad_()
    return torch.autograd.grad(f(x).sum(), x)[0]
for at in torch.tensor([0.0, 2.0, 5.0]):
    print(f"x = {at:.0f}: your formula {sigmoid_derivative(at):.4f}, torch {slope_of(sigmoid, at):.4f}")

# %% [markdown]
r"""
The two agree: a quarter at best, and next to nothing at 5. Remember the quarter.

## Exercise: `tanh`

The hyperbolic tangent is a stretched sigmoid, four times as steep in the middle. Its outputs lie around 0, which suits the next layer. Again for all $x$ from −10,000 to 10,000: one of its two formulas is safe.
"""

# %% exercise="tanh"
def tanh(x):
    """A tensor of any shape -> the hyperbolic tangent of each number, same shape; never nan."""
    ### BEGIN SOLUTION
    return 2 * sigmoid(2 * x) - 1
    ### END SOLUTION

# %% check="tanh"
check("tanh")

# %% [markdown]
r"""
## Exercise: `relu`

The **rectified linear unit** passes what is positive and blocks the rest. Quick, and never flat on the right: the usual choice inside a network.
"""

# %% exercise="relu"
def relu(x):
    """A tensor of any shape -> each number if it is positive, else 0; same shape."""
    ### BEGIN SOLUTION
    return torch.where(x > 0, x, torch.zeros_like(x))
    ### END SOLUTION

# %% check="relu"
check("relu")

# %% [markdown]
r"""
Back to the nucleus, with the same 48 nodes and the same random weights. The one new thing is your `relu` between the layers.

**Predict:** what shape has the region that the network now calls nucleus?
"""

# %% tags=["demo"]
v2, c2 = fit(relu(x @ w1 + b1), y)
bent = right_share(relu(x @ w1 + b1) @ v2 + c2)
networks = {f"without: {straight:.1%} right": lambda p: (p @ w1 + b1) @ w2 + b2,
            f"with relu: {bent:.1%} right": lambda p: relu(p @ w1 + b1) @ v2 + c2}
fig, axes = plt.subplots(1, 2, figsize=(10, 4.2), layout="constrained", sharey=True)
for ax, (title, network) in zip(axes, networks.items(), strict=True):
    plots.points(x[some], y[some], names=("background", "nucleus"), title=title, ax=ax)
    plots.regions(lambda p, network=network: (network(p)[:, 0] > 0).long(), ax=ax)
plots.alt(fig, "The pixels twice. Without relu the whole plane is tinted as background; with relu a closed region covers the oval of the nucleus.")
assert straight < 0.8 < 0.93 < bent

# %% [markdown]
r"""
**What this shows:** with a bend between the layers, the network draws a closed outline around a real nucleus, made of short straight pieces. Without it, no weights can. Nothing else was changed.

## Exercise: `leaky_relu`

A ReLU node that only ever gets negative sums has slope 0 and learns nothing. The leaky ReLU keeps a small slope on the left.
"""

# %% exercise="leaky_relu"
def leaky_relu(x, slope=0.1):
    """A tensor of any shape -> the larger of slope * x and x, for each number; same shape."""
    ### BEGIN SOLUTION
    return torch.maximum(slope * x, x)
    ### END SOLUTION

# %% check="leaky_relu"
check("leaky_relu")

# %% [markdown]
r"""
## Exercise: `elu`

The **exponential linear unit** bends without a corner (for $\alpha = 1$). Its outputs below 0 balance those above.

There is a trap. `torch.where(x > 0, a, b)` computes both `a` and `b` for *every* $x$, then chooses. Where `b` is `inf`, it stays hidden, but the slope is computed through it and becomes `nan`. (So does the slope of $1/(1 + e^{-x})$ below −88.) Yours must have a finite slope for large $x$ too.
"""

# %% exercise="elu"
def elu(x, alpha=1.0):
    """A tensor of any shape -> x where it is positive, else alpha * (e^x - 1); same shape; finite slopes."""
    ### BEGIN SOLUTION
    left = alpha * (torch.exp(torch.clamp(x, max=0)) - 1)  # the exp never sees a large x
    return torch.where(x > 0, x, left)
    ### END SOLUTION

# %% check="elu"
check("elu")

# %% [markdown]
r"""
## Exercise: `maxout`

Maxout *learns* its bend: a node has two sets of weights, and passes on the larger of its two sums. That costs twice the weights. Write a whole layer of $m$ nodes at once.
"""

# %% exercise="maxout"
def maxout(x, w1, b1, w2, b2):
    """x (N, n); w1, w2 (n, m); b1, b2 (m,) -> (N, m): at each place the larger of the two layers."""
    ### BEGIN SOLUTION
    return torch.maximum(x @ w1 + b1, x @ w2 + b2)
    ### END SOLUTION

# %% check="maxout"
check("maxout")

# %% [markdown]
r"""
## All six, on real numbers

Here is each of your functions on the sums of real digits, and its slope far out. Maxout has one input here and the weights 1 and −0.5.

**Predict:** the mean of the sums is about 0. Which functions keep it there?
"""

# %% tags=["demo"]
def bent_line(x):
    return maxout(x.reshape(-1, 1), torch.ones(1, 1), torch.zeros(1), torch.full((1, 1), -0.5), torch.zeros(1)).reshape(x.shape)
six = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "leaky_relu": leaky_relu, "elu": elu, "maxout": bent_line}
print("            lowest    mean     std  |   slope at -20   at 20")
for name, f in six.items():
    out, (left, right) = f(z), slope_of(f, torch.tensor([-20.0, 20.0])).tolist()
    print(f"{name:10} {out.min():7.1f} {out.mean():7.1f} {out.std():7.1f}  | {left:14.1f} {right:7.1f}")

# %% [markdown]
r"""
Only tanh does. Now explore: choose a function, move $x$, scale the sums, and see where they fall and how steep it is there. These are *your* functions; change one above, and run this cell again.
"""

# %% tags=["demo", "nbval-ignore-output"]
explorer = widgets.activations(six, inputs=z[:100])
explorer.scale.value = 4  # as if all weights were four times as large
explorer

# %% [markdown]
r"""
## Exercise: `saturating`

Where a curve is flat it is **saturated**: the slope is almost 0, and other inputs give the same output. The hatched sums above fall on flat ground, more of them the larger the weights. Which of the six saturate on *both* sides?
"""

# %% exercise="saturating"
# A set of names out of: "sigmoid", "tanh", "relu", "leaky_relu", "elu", "maxout".
### BEGIN SOLUTION
saturating = {"sigmoid", "tanh"}
### END SOLUTION

# %% check="saturating"
check("saturating")

# %% [markdown]
r"""
## Dead units

A node that is flat for *some* images learns from the others. A ReLU node whose sum is negative for **every** image has slope 0 everywhere: nothing changes its weights any more. It is **dead**. A bias that is too negative does that; so does a learning step that is too long. (A **learning step** moves weights against the slope of the error.)

**Predict:** how many of 200 nodes can a single step kill? (The code takes one learning step by hand. There is no need to read it; lesson 03 explains every line.)
"""

# %% tags=["demo"]
start, readout = (torch.randn(n, m, generator=generator) * (2 / n) ** 0.5 for n, m in ((784, 200), (200, 10)))
few, wanted = images[:500], F.one_hot(digits.y[:500], 10).float()  # 1 for the right digit, 0 for the other nine
def dead_share(f, sums):
    """The share of nodes (columns) whose slope is 0 for every one of 500 digits (rows)."""
    return (slope_of(f, sums).abs() < 1e-6).all(dim=0).float().mean().item()
def learning_step(f, length):
    """The sums of all nodes after one step against the gradient of the mean squared error."""
    w, b = start.clone().requires_grad_(), torch.zeros(200, requires_grad=True)
    error = ((f(few @ w + b) @ readout - wanted) ** 2).mean()
    grad_w, grad_b = torch.autograd.grad(error, (w, b))
    return (few @ (w - length * grad_w) + b - length * grad_b).detach()
biases, lengths = [0, -1, -2, -3, -4, -5, -6, -8], [0.01, 0.1, 1, 10]
by_bias = {name: [dead_share(six[name], few @ start + b) for b in biases] for name in ("relu", "leaky_relu", "elu")}
by_step = {name: [dead_share(six[name], learning_step(six[name], length)) for length in lengths] for name in by_bias}
fig, axes = plt.subplots(1, 2, figsize=(10, 3.8), layout="constrained", sharey=True)
plots.curves(by_bias, biases, xlabel="bias of every node", ylabel="share of dead nodes", ax=axes[0])
plots.curves(by_step, lengths, xlabel="length of one learning step", ylabel="share of dead nodes", ax=axes[1])
axes[1].set_xscale("log")
assert min(by_bias["relu"][-1], by_step["relu"][-1]) > 0.3 > 0 == max(by_bias["leaky_relu"] + by_step["leaky_relu"])

# %% [markdown] task="reflect-dead-units" points=2
r"""
**What this shows:** one step that is too long kills ReLU nodes by the dozen. The leaky ReLU has no dead nodes: it is flat nowhere. An ELU dies only far out on the left.

## In your own words

After a learning step that was too long, 80 of 200 ReLU nodes give 0 for every training image. Why will more training on these images, with shorter steps, hardly bring them back? Name two things you could do, and say why they help.

### BEGIN SOLUTION
A weight changes by the gradient, and on its way to the weight the gradient is multiplied by the slope of the ReLU. For a dead node that is 0 for every image, so its weights and its bias do not change, however often the images are shown. (It can only come back if its inputs change, because an earlier layer learns or new images come.)

For example: start again with a shorter learning step, so that no node is thrown so far. Or take a leaky ReLU or an ELU: their slope on the left is not 0, a gradient arrives, and the node can move back. Also right: biases that start at 0 or a little above; standardised inputs; new random weights for dead nodes.
### END SOLUTION
"""

# %% [markdown]
r"""
## Vanishing gradients

A network learns by asking for every layer: *if its outputs changed a little, how much would the result change?* The answer is the **gradient**. On its way back from the last layer to the first, it is multiplied at each layer by the weights and by the slope of the activation function.

We measure it with 64 real digits, through 30 layers of 64 nodes. Since the weights count as well, a fair comparison needs thought. They are random, with standard deviation *scale* $/\sqrt{n}$ for $n$ inputs. On the left, all functions get scale 1. On the right, each gets the scale that suits it: 4 for the sigmoid, to make up for its quarter; √2 for ReLU, which blocks half of the sums; between 1 and √2 for the others, that of ELU found by trying. (Lesson 05 tells where the others come from, by the names of Xavier and He.)

**Predict:** a quarter at most, 29 times over, is less than $10^{-17}$. Can the right scale save the sigmoid?
"""

# %% tags=["demo"]
where = training.device(device)
none = torch.zeros(64, device=where)
layers = {name: lambda h, w1, w2, f=f: f(h @ w1) for name, f in six.items()}
layers["maxout"] = lambda h, w1, w2: maxout(h, w1, none, w2, none)
suits = {"sigmoid": 4, "tanh": 1, "relu": 2**0.5, "leaky_relu": (2 / 1.01) ** 0.5, "elu": 1.25, "maxout": 1}

def gradient_sizes(layer, scale):
    """Mean size of the gradient at the outputs of each layer, that of the last being 1."""
    generator, h, outputs = torch.Generator().manual_seed(seed), images[:64].to(where).requires_grad_(), []
    for _ in range(depth):
        h = layer(h, *(torch.randn(2, h.shape[1], 64, generator=generator) * scale / h.shape[1] ** 0.5).to(where))
        outputs.append(h)
    gradients = torch.autograd.grad(h, outputs, torch.randn(h.shape, generator=generator).to(where))
    sizes = torch.stack([gradient.abs().mean() for gradient in gradients])
    return (sizes / sizes[-1]).cpu()
same = {name: gradient_sizes(layer, 1) for name, layer in layers.items()}
suited = {name: gradient_sizes(layer, suits[name]) for name, layer in layers.items()}
fig, axes = plt.subplots(1, 2, figsize=(10.5, 4.4), layout="constrained", sharey=True)
for ax, title, sizes in zip(axes, ("scale 1 for all", "the scale that suits each"), (same, suited), strict=True):
    plots.curves(sizes, log=True, xlabel="layer", ylabel="size of the gradient", title=title, ax=ax)
assert depth < 30 or suited["sigmoid"][0] < 1e-4 < 0.05 < min(suited[name][0] for name in six if name != "sigmoid")

# %% [markdown]
r"""
**What this shows:** the first layer of a sigmoid network hears next to nothing of what the last one should do better; its gradient has **vanished**, even with weights that make up for the quarter. With each of the others it arrives. But the function is only half of the matter: on the left ReLU fades too, since its weights are too small.

Try other depths and scales. **Predict:** what happens if every node's input is normalised, at every layer?
"""

# %% tags=["demo", "nbval-ignore-output"]
widgets.gradient_depth({name: f for name, f in six.items() if name != "maxout"}, images[:200])

# %% [markdown]
r"""
Then the sums fall on the steep part of the curve at each layer, and even the sigmoid's gradient arrives: that is the idea of batch normalisation (lesson 07). It is no cure-all: the gradient of ReLU now *grows* from layer to layer. With too large a weight scale a gradient grows without limit: it **explodes**.

## Recap

- Stacked linear layers are one linear layer. Depth is worth something only with a bend between the layers.
- Sigmoid and tanh bring a node's sum to a known range. Every activation function works best on sums near 0, of a scale near 1.
- Sigmoid and tanh saturate on both sides. ReLU is the usual choice inside a network, but its nodes can die; leaky ReLU and ELU help. Maxout learns its bend.
- At each layer the gradient is multiplied by slopes and weights. The sigmoid makes it vanish; a fitting function *with* a fitting weight scale keeps it.
- Mind what overflows in code, also where the value is not used: the slope sees it.

## Where to read on

- I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, 2016, chapter 6: activation functions in their place.
- X. Glorot and Y. Bengio, *Understanding the difficulty of training deep feedforward neural networks*, 2010: saturation and vanishing gradients, measured.
- K. He and others, *Delving deep into rectifiers*, 2015: the weight scale for ReLU.
- I. Goodfellow and others, *Maxout networks*, 2013. D.-A. Clevert and others, *Fast and accurate deep network learning by exponential linear units*, 2016.
"""

# %% tags=["demo", "nbval-ignore-output"]
progress()
