/**
 * Models: what a model bundle implements.
 *
 * <p>A bundle registers a {@link org.hillock.api.model.ModelFactory}; the registry makes {@link
 * org.hillock.api.model.Model}s from factory and checkpoint. A call gets inputs {@code [time,
 * batch, ...]}, consumes a {@link org.hillock.api.model.State} and fills {@link
 * org.hillock.api.model.Outputs}. At every named site it asks for a {@link
 * org.hillock.api.model.Hook}. A complete model, a layer of leaky integrators v &larr; a v + x:
 *
 * <pre>{@code
 * @Component(property = {"hillock.factory=leaky", "hillock.models=leaky"})
 * public final class Leaky implements ModelFactory, Model {
 *   private static final float A = 0.9f;
 *   private static final int UNITS = 4;
 *   private final ModelCard card = ModelCard.builder("leaky")
 *       .inputs(TensorSpec.of("x", F32, Axis.time(), Axis.batch(), Axis.of("unit", UNITS)))
 *       .outputs(TensorSpec.of("v", F32, Axis.batch(), Axis.of("unit", UNITS)))
 *       .sites(SiteSpec.dense("v", UNITS, 0.001))
 *       .state(StateLayout.of("leaky-1", TensorSpec.of("v", F32, Axis.batch(), Axis.of("unit", UNITS))))
 *       .example(new Example(1, 1, List.of(Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 4)),
 *           List.of(Tensor.of(new float[] {1, 2, 3, 4}, 1, 4)), 1e-6, -1))
 *       .build();
 *
 *   public Model create(Checkpoint none) { return this; }
 *   public ModelCard card() { return card; }
 *   public Map<String, Tensor> parameters() { return Map.of(); }
 *
 *   public State apply(Inputs in, State state, Outputs out, Hooks hooks) {
 *     State next = state.take();
 *     for (int row = 0; row < in.batch(); row++) if (in.isFirst(row)) next.clear(row);
 *     float[] v = next.tensor(0).floats();
 *     float[] x = in.tensor(0).floats();
 *     Tensor view = next.tensor(0).reshape(1, in.batch(), UNITS);
 *     Hook hook = hooks.at(0);
 *     for (int t = 0; t < in.time(); t++) {
 *       for (int i = 0; i < v.length; i++)
 *         if (t < in.length(i / UNITS)) v[i] = A * v[i] + x[t * v.length + i];
 *       if (hook != null) hook.emit(next.step() + t, view, null);
 *     }
 *     next.advance(in.time());
 *     out.tensor(0).copyFrom(next.tensor(0));
 *     return next;
 *   }
 * }
 * }</pre>
 *
 * <p>Outside OSGi the same class works as it stands: make the factory, make the model, call {@code
 * apply} with {@code Hooks.NONE}. Parameters and results are not null unless a method says so.
 * Models are called from any thread, also from threads that outlive their bundle.
 */
@Export
@Version("1.0.0")
package org.hillock.api.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
