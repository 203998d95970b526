/** What embedded servers promise: to be found, to be shared, to recover, and to be gone when nobody needs them. */
@NullMarked
package dev.dbmigrations.embedded;

import org.jspecify.annotations.NullMarked;
