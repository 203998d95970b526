/**
 * Documents made of sections, whatever they are about, and the forms in which they are written: plain text, Markdown and one HTML page.
 * Owns how things look; what is said is the business of its callers.
 */
@NullMarked
package dev.dbmigrations.report.document;

import org.jspecify.annotations.NullMarked;
