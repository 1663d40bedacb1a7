/** The pages behind links of questions. */
@NullMarked
package org.vigie.answer.web;

import org.jspecify.annotations.NullMarked;
