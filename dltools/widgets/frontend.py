"""The browser's side of a picture, all of it: an image to point at with a mouse, a finger or the keys.

It needs no network. Arrow keys move a cross over the picture (with shift: further), Enter presses there."""

ESM = """
function render({ model, el }) {
  const box = document.createElement("div");
  box.className = "dltools-picture";
  box.setAttribute("data-lm-suppress-shortcuts", "true");
  const img = document.createElement("img");
  img.draggable = false;
  const cross = document.createElement("div");
  cross.className = "dltools-cross";
  box.append(img, cross);
  el.append(box);

  let url = null;
  const show = () => {
    const old = url;
    url = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
    img.src = url;
    if (old) URL.revokeObjectURL(old);
  };
  const describe = () => {
    const active = model.get("active");
    img.alt = model.get("alt");
    img.style.width = model.get("width") + "px";
    img.tabIndex = active ? 0 : -1;
    img.title = active ? model.get("help") : "";
    box.classList.toggle("dltools-active", active);
  };
  model.on("change:png", show);
  model.on("change:alt change:active change:help change:width", describe);
  show();
  describe();

  const clamp = (value) => Math.min(1, Math.max(0, value));
  const send = (kind, x, y, shift) => model.get("active") && model.send({ kind, x, y, shift });
  const place = (event) => {
    const area = img.getBoundingClientRect();
    return [clamp((event.clientX - area.left) / area.width), clamp((event.clientY - area.top) / area.height)];
  };
  let pressed = false;
  let latest = null;
  img.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pressed = true;
    img.setPointerCapture(event.pointerId);
    img.focus({ preventScroll: true });
    cross.hidden = true;
    send("down", ...place(event), event.shiftKey);
  });
  img.addEventListener("pointermove", (event) => {
    if (!pressed) return;
    const waiting = latest !== null;
    latest = [...place(event), event.shiftKey];
    if (waiting) return;
    requestAnimationFrame(() => {
      if (latest && pressed) send("drag", ...latest);
      latest = null;
    });
  });
  const release = (event) => {
    if (!pressed) return;
    pressed = false;
    send("up", ...place(event), event.shiftKey);
  };
  img.addEventListener("pointerup", release);
  img.addEventListener("pointercancel", release);

  const at = [0.5, 0.5];
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  cross.hidden = true;
  img.addEventListener("keydown", (event) => {
    if (!model.get("active")) return;
    const move = moves[event.key];
    if (move) {
      const step = event.shiftKey ? 0.05 : 0.01;
      at[0] = clamp(at[0] + step * move[0]);
      at[1] = clamp(at[1] + step * move[1]);
    } else if (event.key === "Enter" || event.key === " ") {
      send("down", ...at, event.shiftKey);
      send("up", ...at, event.shiftKey);
    } else {
      return;
    }
    cross.hidden = false;
    cross.style.left = 100 * at[0] + "%";
    cross.style.top = 100 * at[1] + "%";
    event.preventDefault();
    event.stopPropagation();
  });
  img.addEventListener("blur", () => { cross.hidden = true; });
  return () => { if (url) URL.revokeObjectURL(url); };
}
export default { render };
"""

CSS = """
.dltools-picture { position: relative; display: inline-block; max-width: 100%; line-height: 0; }
.dltools-picture img { max-width: 100%; height: auto; background: white; user-select: none; }
.dltools-active img { cursor: crosshair; touch-action: none; }
.dltools-picture img:focus-visible { outline: 2px solid #0072B2; outline-offset: 2px; }
.dltools-cross { position: absolute; width: 21px; height: 21px; margin: -10px 0 0 -10px; pointer-events: none;
  background: linear-gradient(#000, #000) center / 1px 100% no-repeat,
    linear-gradient(#000, #000) center / 100% 1px no-repeat; }
.dltools-cross[hidden] { display: none; }
"""
