package org.hillock.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.InputException;
import org.hillock.api.model.Model;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.ModelFactory;
import org.hillock.api.model.Outputs;
import org.hillock.api.tensor.Tensor;

/** The clauses that hold for every model, whatever it computes. */
public final class ModelContract {
  private final ModelFactory factory;
  private final Checkpoint checkpoint;
  private final Model model;
  private final ModelCard card;
  private final Trial trial;
  private final Same same;

  private ModelContract(ModelFactory factory, Checkpoint checkpoint) {
    this.factory = factory;
    this.checkpoint = checkpoint;
    this.model = factory.create(checkpoint);
    this.card = model.card();
    Claims.that(card.example() != null, "expected an example in the card of %s", card.name());
    this.trial = new Trial(model);
    this.same = new Same(card);
  }

  /** The checks for one factory and checkpoint. */
  public static List<Check> of(ModelFactory factory, Checkpoint checkpoint) {
    ModelContract contract = new ModelContract(factory, checkpoint);
    CallClauses calls = new CallClauses(contract.model);
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("the card is complete", contract::cardIsComplete));
    checks.add(new Check("the example comes out", calls::exampleComesOut));
    checks.add(new Check("a consumed state throws", calls::consumedStateThrows));
    checks.add(new Check("a snapshot goes on as the original", calls::snapshotGoesOn));
    checks.add(new Check("the same call gives the same bits", contract::sameCallSameBits));
    checks.add(new Check("inputs stay as they were", calls::inputsStay));
    checks.add(new Check("hooks see every step once", calls::hooksSeeEveryStep));
    checks.add(new Check("parameters are read-only", contract::parametersAreReadOnly));
    checks.add(new Check("a foreign checkpoint is refused", contract::foreignCheckpointIsRefused));
    checks.add(new Check("threads do not disturb each other", calls::threadsDoNotDisturb));
    if (contract.trial.isSequence()) {
      SequenceClauses sequences = new SequenceClauses(contract.model);
      checks.add(new Check("batch mates have no influence", sequences::batchMatesHaveNoInfluence));
      checks.add(new Check("padding has no influence", sequences::paddingHasNoInfluence));
      checks.add(new Check("parts of a sample equal the whole", sequences::partsEqualTheWhole));
    }
    return checks;
  }

  private void cardIsComplete() {
    Claims.that(card == model.card(), "expected card() to give the same object each time");
    Claims.that(
        card.name().matches("[a-z0-9-]{1,64}"),
        "expected a name of [a-z0-9-]{1,64}: %s",
        card.name());
    Claims.that(!card.inputs().isEmpty(), "expected an input in the card of %s", card.name());
    Claims.that(!card.outputs().isEmpty(), "expected an output in the card of %s", card.name());
    card.example().call().check(card);
    Claims.that(
        model.initialState(1).layout().equals(card.state()),
        "expected initial states of the card's layout");
  }

  private void sameCallSameBits() {
    Outputs first = trial.run(card.example().call(), Hooks.NONE);
    same.outputs(first, trial.run(card.example().call(), Hooks.NONE), "in a second call");
    Trial other = new Trial(factory.create(checkpoint));
    same.outputs(first, other.run(card.example().call(), Hooks.NONE), "from a second model");
  }

  private void parametersAreReadOnly() {
    model
        .parameters()
        .forEach(
            (name, tensor) ->
                Claims.that(tensor.isReadOnly(), "expected a read-only parameter %s", name));
  }

  private void foreignCheckpointIsRefused() {
    for (String name : checkpoint.parameters().keySet()) {
      Map<String, Tensor> missing = new LinkedHashMap<>(checkpoint.parameters());
      missing.remove(name);
      Claims.thrown(
          InputException.class,
          "without parameter " + name,
          () -> factory.create(checkpoint.with(missing)));
      Map<String, Tensor> misshapen = new LinkedHashMap<>(checkpoint.parameters());
      misshapen.put(name, Tensor.zeros(misshapen.get(name).dtype(), 3, 1, 2, 1, 1));
      Claims.thrown(
          InputException.class,
          "with parameter " + name + " of another shape",
          () -> factory.create(checkpoint.with(misshapen)));
    }
  }
}
