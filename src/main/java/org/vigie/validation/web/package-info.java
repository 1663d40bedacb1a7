/** Validations over HTTP: for accounts, and for readers of mails through signed links. */
@NullMarked
package org.vigie.validation.web;

import org.jspecify.annotations.NullMarked;
