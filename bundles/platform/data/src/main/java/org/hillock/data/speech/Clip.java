package org.hillock.data.speech;

/**
 * One spoken digit to make.
 *
 * @param index place in the whole plan, which is the source of its noise
 * @param label class: 0 to 9 in English, 10 to 19 in German
 * @param language en or de
 * @param accent the program's name of the language's form, such as en-us
 * @param voice the speaker
 * @param speaker number of the voice
 * @param rate words a minute for espeak-ng; per mille of the usual length for flite
 * @param pitch 0 to 99 for espeak-ng; Hz, or 0 for the voice's own, for flite
 */
record Clip(
    int index,
    int label,
    String language,
    String accent,
    String voice,
    int speaker,
    int rate,
    int pitch) {
  String word() {
    return SpokenDigits.WORDS.get(label);
  }
}
