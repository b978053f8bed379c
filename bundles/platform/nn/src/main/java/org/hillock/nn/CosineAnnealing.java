package org.hillock.nn;

/**
 * Cosine annealing without restarts (Loshchilov and Hutter, arXiv 1608.03983): {@code floor +
 * (start - floor) (1 + cos(pi i / total)) / 2}.
 *
 * @param start value at index 0
 * @param floor value at index total
 * @param total length of the descent
 */
public record CosineAnnealing(double start, double floor, int total) implements Schedule {
  @Override
  public double at(int index) {
    return floor + (start - floor) * (1 + Math.cos(Math.PI * index / total)) / 2;
  }
}
