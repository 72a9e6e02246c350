"""Figures of other methods as published with the definitions used here, for quotation beside our own."""

from __future__ import annotations

CAVEAT = (
    "Quoted, not measured in this run: mean of both dates over 40 Sentinel-1 patches, of which the ten measured above "
    "are a part, with the definitions used here. ENL and EPD-ROA alone mean little: a constant image has infinite ENL "
    "and an EPD-ROA of about .85 (.821 / .857 below)."
)
HEADER = ["method", "ENL", "bias", "MoR", "rENL", "EPD-H", "ECR", "rho1", "leak", "PT dB", "xdev", "cpu-s/Mpx"]
DESPECKLING = [
    ["noisy", "6.8/7.1", "1/1", "1/1", "-", "1/1", "1/1", "-", "-", "0/0", ".242/.176", "-"],
    ["constant image", "inf", "3.77/1.98", "1.00/1.01", "6.8/7.1", ".821/.857", "0/0", ".84/.84", ".90/.90",
     "-10.7/-2.1", ".702/.506", "-"],
    ["boxcar 5", "28/34", "1.03/1.01", ".91/.93", "10/11", ".852/.879", ".60/.60", ".60/.57", ".21/.24", "-6.4/-2.9",
     ".262/.189", ".08"],
    ["Lee 7", "32/45", "1.02/1.01", ".93/.94", "12/11", ".928/.935", ".91/.88", ".57/.56", ".32/.33", "-.2/-.4",
     ".199/.141", ".07"],
    ["refined Lee, polarimetric (C12 x .91)", "23/33", ".99/1.00", ".99/.98", "12/9", ".930/.935", ".90/.88",
     ".46/.50", ".29/.30", "-.8/-.5", ".214/.153", "1.05"],
    ["NL-means on log (scikit-image)", "95/114", "1.02/1.01", "1.00/1.00", "10/10", ".887/.898", ".85/.76", ".49/.51",
     ".33/.37", "-1.2/-1.7", ".206/.148", "1.9"],
    ["SAR2SAR", "33/107", ".98/.99", ".98/.98", "14/10", ".913/.910", ".96/.90", ".30/.42", ".13/.20", "-.5/-.9",
     ".206/.143", "23"],
    ["G-MONet (median-matched)", "135/211", ".92/.91", "1.12/1.13", "9/9", ".860/.881", ".73/.63", ".58/.59",
     ".40/.44", "-2.6/-2.7", ".244/.180", "19"],
    ["MuLoG-TV, polarimetric (C12 x .71)", "25/41", ".98/.96", "1.02/1.04", "18/14", ".906/.916", ".85/.89",
     ".45/.48", ".33/.34", "-2.5/-.8", ".202/.142", "147"],
    ["RABASAR-TV, two dates (C12 x .75)", "35/47", ".97/.97", "1.02/1.03", "14/12", ".902/.912", ".88/.90", ".49/.50",
     ".22/.26", "-2.3/-.6", ".133/.103", "235"],
    ["Quegan, two dates", "11/13", "1.0/1.0", "1.0/1.0", "20/20", ".971/.973", ".98/.97", ".57/.54", "0/0", "0/0", "-",
     ".02"],
]
PAPER = (
    "The MTDN paper reports ENL 155.06 and EPD .9963 for its network in an agricultural area of its own, and 81.99 and "
    ".9739 for deSpeckNet; neither those weights nor that area are public, so they compare with no row here."
)
CHANGE_HEADER = ["injected change, best threshold", "AUC", "best F1"]
CHANGE = [
    ["log-ratio 5x5", ".882", ".430"], ["Wishart likelihood ratio 7x7", ".896", ".464"],
    ["log-ratio after SAR2SAR", ".863", ".409"], ["DIST-S1 transformer, one pre-image", ".895", ".524"],
]
