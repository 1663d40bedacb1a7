package org.vigie.validation;

/** The reporter has said whether the correction holds. */
public record ValidationGiven(String ticketId, long round, Validation.Answer answer) {}
