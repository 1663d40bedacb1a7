package org.vigie.planted.web;

import org.springframework.web.bind.annotation.RestController;

/** Planted violation: a public controller. Abstract, so that no test's application context takes it for a bean. */
@RestController
public abstract class PublicController {}
