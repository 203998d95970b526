/** What becomes of a change. */
@NullMarked
package dev.dbmigrations.plan.rewrites;

import org.jspecify.annotations.NullMarked;
