"""How a fix takes hold of ministack: by name, loudly when the name is gone, in every table that holds the function."""

import functools
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class FixDoesNotApply(RuntimeError):
    """ministack no longer has what a fix replaces."""


@dataclass(frozen=True)
class Fix:
    """A named correction of the emulator; `reference` is its docstring: API action, field and page."""

    name: str
    reference: str
    apply: Callable[[], None]


FIXES: dict[str, Fix] = {}


def fix(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Registers a function that applies a fix. Its docstring must name the API page that it follows."""

    def register(apply: Callable[[], None]) -> Callable[[], None]:
        reference = apply.__doc__ or ""
        if "API_" not in reference or "https://docs.aws.amazon.com/" not in reference:
            raise FixDoesNotApply(f"fix {name}: its docstring must name the API action and the page that it follows")
        if name in FIXES:
            raise FixDoesNotApply(f"fix {name} is registered twice")
        FIXES[name] = Fix(name, reference, apply)
        return apply

    return register


def wrap(module: Any, name: str, replacement: Callable[..., Any]) -> None:
    """Puts `replacement(original, …)` in the place of `module.name`, and of each dispatch table entry that holds it."""
    original = getattr(module, name, None)
    if not callable(original):
        raise FixDoesNotApply(
            f"{module.__name__} has no function {name}: read its source and adapt the fix, or drop it"
        )
    wrapped = functools.wraps(original)(functools.partial(replacement, original))
    setattr(module, name, wrapped)
    for table in [value for value in vars(module).values() if type(value) is dict]:
        for key, handler in table.items():
            if handler is original:
                table[key] = wrapped


def add_action(module: Any, action: str, handler: Callable[..., Any]) -> None:
    """Adds an API action that the emulator lacks; fails when it has learned it meanwhile."""
    if action in module._ACTION_MAP:
        raise FixDoesNotApply(f"{module.__name__} knows {action} by now: drop the fix")
    module._ACTION_MAP[action] = handler


def put(parent: ElementTree.Element, values: dict[str, Any], item: str = "item") -> None:
    """Sets children of an element: text, nested dict, or list of either under `item`; None leaves the child out."""
    namespace = parent.tag[: parent.tag.index("}") + 1] if parent.tag.startswith("{") else ""
    for tag, value in values.items():
        for stale in parent.findall(namespace + tag):
            parent.remove(stale)
        if value is None:
            continue
        child = ElementTree.SubElement(parent, namespace + tag)
        if isinstance(value, dict):
            put(child, value, item)
        elif isinstance(value, list):
            for entry in value:
                element = ElementTree.SubElement(child, namespace + item)
                if isinstance(entry, dict):
                    put(element, entry, item)
                else:
                    element.text = _text(entry)
        else:
            child.text = _text(value)


def text_of(element: ElementTree.Element, tag: str) -> str:
    """The text of a child, whatever its namespace; empty when there is none."""
    found = element.find(f"{{*}}{tag}")
    return found.text or "" if found is not None else ""


def edit_element(xml: str, edit: Callable[[ElementTree.Element], None]) -> str:
    """An XML fragment (one element) after `edit`."""
    element = ElementTree.fromstring(xml)
    edit(element)
    return ElementTree.tostring(element, encoding="unicode")


def edit_response(response: tuple, edit: Callable[[ElementTree.Element], None]) -> tuple:
    """A whole `(status, headers, body)` answer after `edit`; an error answer passes as it is."""
    status, headers, body = response
    if status != 200:
        return response
    root = ElementTree.fromstring(body)
    if root.tag.startswith("{"):
        ElementTree.register_namespace("", root.tag[1 : root.tag.index("}")])
    edit(root)
    return status, headers, ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
