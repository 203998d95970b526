/**
 * Carries a plan out and takes it back: one runner at a time, each step together with its journal entry, resumable after any
 * kind of death. Callers plan and print; this owns the order, the waiting and the explaining of failures.
 */
@NullMarked
package dev.dbmigrations.execute;

import org.jspecify.annotations.NullMarked;
