/** What all HTTP interfaces share: problem details, the limit of a request's size, repeated requests and what answers them. */
@NullMarked
package org.vigie.shared.web;

import org.jspecify.annotations.NullMarked;
