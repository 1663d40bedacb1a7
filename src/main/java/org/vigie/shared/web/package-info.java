/** What all HTTP interfaces share: problem details and the limit of a request's size. */
@NullMarked
package org.vigie.shared.web;

import org.jspecify.annotations.NullMarked;
