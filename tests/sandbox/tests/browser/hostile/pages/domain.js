// What admin pages of 2010 did, so that frames of sub-domains could be read.
document.domain = document.domain;
