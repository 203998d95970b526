/**
 * What an embedding program may call, and the failure every package reports to people. Nothing else is public API.
 */
@NullMarked
package dev.dbmigrations;

import org.jspecify.annotations.NullMarked;
