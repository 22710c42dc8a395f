"""What a folder holds is served whole or not at all: a model of an earlier form is told as one, never a KeyError."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlu.embedded.model import Model, ModelUnfit
from nlu.embedded.trainer import train
from nlu.embedded.wishes import Cut, Seen, Splitter, features
from tests.nlu.embedded.test_trainer import SENTENCES

CUT = Seen(Cut("a", "b", "and"), {"x": 0.6, "y": 0.4}, {"x": 1.0, "y": 0.0}, {"x": 0.0, "y": 1.0})


@pytest.fixture(scope="module")
def model() -> Model:
    return train(SENTENCES)


@pytest.fixture
def folder(model: Model, tmp_path: Path) -> Path:
    model.save(tmp_path)
    return tmp_path


def described(change: Callable[[dict[str, object]], object]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / "model.json"
        values = json.loads(path.read_text(encoding="utf-8"))
        change(values)
        path.write_text(json.dumps(values), encoding="utf-8")

    return spoil


def without(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        with np.load(folder / "model.npz") as arrays:
            kept = {key: arrays[key] for key in arrays if key != name}
        np.savez_compressed(folder / "model.npz", **kept)

    return spoil


def cut_short(folder: Path) -> None:
    whole = (folder / "model.npz").read_bytes()
    (folder / "model.npz").write_bytes(whole[: len(whole) // 2])


@pytest.mark.parametrize(
    "spoil",
    [
        described(lambda values: values.pop("grams")),  # before kinds of grams had names
        described(lambda values: values.pop("temperatures")),
        described(lambda values: values["grams"].pop("words")),  # type: ignore[attr-defined]
        described(lambda values: values["intents"].pop()),  # type: ignore[attr-defined]
        described(lambda values: values["signals"].append("rule:fly")),  # type: ignore[attr-defined]
        without("axes"),
        without("learnt"),
        without("written.weights"),
        cut_short,
        lambda folder: (folder / "model.npz").write_bytes(b""),
        lambda folder: (folder / "model.json").write_text("[]"),
        lambda folder: (folder / "model.json").write_text("no JSON"),
    ],
)
def test_a_model_of_another_form_is_told_as_one(folder: Path, spoil: Callable[[Path], object]) -> None:
    spoil(folder)
    with pytest.raises(ModelUnfit) as told:
        Model.load(folder)
    assert str(folder) in str(told.value)


def test_no_model_is_another_matter(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Model.load(tmp_path)


def test_one_trained_without_the_encoder_serves_beside_it(model: Model, tmp_path: Path) -> None:
    plain = replace(model, heads={"written": model.heads["written"]}, axes=np.empty((0, 0), np.float32))
    plain.save(tmp_path)
    assert set(Model.load(tmp_path, heads={"meant"}).heads) == {"written"}


def test_wishes_keep_the_intents_they_were_learnt_with(model: Model, tmp_path: Path) -> None:
    found = features(CUT, ("x", "y"))
    assert found is not None
    splitter = Splitter(np.ones_like(found), ("x", "y"))
    replace(model, splitter=splitter).save(tmp_path)
    again = Model.load(tmp_path).splitter
    assert again is not None
    assert again.intents == ("x", "y")
    assert again.sure(CUT) == splitter.sure(CUT)


def test_wishes_of_other_features_are_no_model(model: Model, tmp_path: Path) -> None:
    replace(model, splitter=Splitter(np.ones(7, np.float32), ("x", "y"))).save(tmp_path)
    with pytest.raises(ModelUnfit):
        Model.load(tmp_path)
