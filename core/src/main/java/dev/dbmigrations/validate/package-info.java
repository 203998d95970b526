/**
 * What can be known about a database before anything runs on it, one class for each concern, and what has drifted since the last
 * run. Looks only; what is asked of one kind of server is a {@link dev.dbmigrations.dialect.Survey}. Its caller owns the session.
 */
@NullMarked
package dev.dbmigrations.validate;

import org.jspecify.annotations.NullMarked;
