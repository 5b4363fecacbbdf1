package org.parley.core.carriage;

/// What a channel does with a subject.
///
/// @param limit {@link TextLimit#NONE}: it has none
public record SubjectRule(boolean needed, TextLimit limit) {

    public static final SubjectRule NONE = new SubjectRule(false, TextLimit.NONE);
}
