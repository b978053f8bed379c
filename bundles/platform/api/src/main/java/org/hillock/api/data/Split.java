package org.hillock.api.data;

/** The parts of a data set. The test split is read once, at the end. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST
}
