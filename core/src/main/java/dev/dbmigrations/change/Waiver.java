package dev.dbmigrations.change;

/**
 * A finding the author has accepted.
 *
 * @param rule the rule's id
 * @param reason why, in the author's words
 */
public record Waiver(String rule, String reason) {}
