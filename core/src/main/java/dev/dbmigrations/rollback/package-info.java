/**
 * How to get back from here: which undos, in which order, or why there is no way. Pure; running them is the business of
 * {@code execute}.
 */
@NullMarked
package dev.dbmigrations.rollback;

import org.jspecify.annotations.NullMarked;
