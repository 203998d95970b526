/**
 * How to talk to a live server: sessions, the catalog, locks and failures. A contract; each vendor's package implements it and owns everything about that vendor.
 */
@NullMarked
package dev.dbmigrations.database;

import org.jspecify.annotations.NullMarked;
