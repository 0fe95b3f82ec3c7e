"""Every long proof, at a scale that continuous integration can afford."""

from types import ModuleType

import pytest

from tests.soak.__main__ import proofs

SCALE = 0.1
SEED = 20141030


def _case(proof: ModuleType) -> object:
    marks = [getattr(pytest.mark, need) for need in getattr(proof, "NEEDS", ())]
    return pytest.param(proof, id=proof.__name__.rpartition(".")[2], marks=marks)


@pytest.mark.parametrize("proof", [_case(proof) for proof in proofs()])
def test_a_long_proof_holds_for_a_while(proof: ModuleType) -> None:
    proof.run(SEED, SCALE)
