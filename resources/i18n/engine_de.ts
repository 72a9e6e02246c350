<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
<name>MTDN</name>
<message>
<source>Cancelled by the user, no output was kept</source>
<translation>Vom Benutzer abgebrochen, keine Ausgabe wurde behalten</translation>
</message>
<message>
<source>Date {}</source>
<translation>Aufnahme {}</translation>
</message>
<message>
<source>Original</source>
<translation>Original</translation>
</message>
<message>
<source>Filtered</source>
<translation>Gefiltert</translation>
</message>
<message>
<source>Reference</source>
<translation>Referenz</translation>
</message>
<message>
<source>Later</source>
<translation>Spätere</translation>
</message>
<message>
<source>Weather of '{}'</source>
<translation>Wetter von '{}'</translation>
</message>
<message>
<source>file name</source>
<translation>Dateiname</translation>
</message>
<message>
<source>description '{}'</source>
<translation>Beschreibung '{}'</translation>
</message>
<message>
<source>{} says so</source>
<translation>{} sagt es</translation>
</message>
<message>
<source>the metadata entry {} says so</source>
<translation>der Metadaten-Eintrag {} sagt es</translation>
</message>
<message>
<source>the description '{}'</source>
<translation>die Beschreibung '{}'</translation>
</message>
<message>
<source>the file name '{}'</source>
<translation>der Dateiname '{}'</translation>
</message>
<message>
<source>{} of {} and {} of {} are negative</source>
<translation>{} von {} und {} von {} sind negativ</translation>
</message>
<message>
<source>{} dB in {} and {} dB in {}</source>
<translation>{} dB in {} und {} dB in {}</translation>
</message>
<message>
<source>{} = band {} of '{}' ({})</source>
<translation>{} = Kanal {} von '{}' ({})</translation>
</message>
<message>
<source>taken out</source>
<translation>herausgerechnet</translation>
</message>
<message>
<source>left in</source>
<translation>belassen</translation>
</message>
<message>
<source>{} pixels {} and {} {}</source>
<translation>{} Pixel {} und {} {}</translation>
</message>
<message>
<source>left</source>
<translation>links</translation>
</message>
<message>
<source>right</source>
<translation>rechts</translation>
</message>
<message>
<source>above</source>
<translation>darüber</translation>
</message>
<message>
<source>below</source>
<translation>darunter</translation>
</message>
<message>
<source>NumPy computes; PyTorch would be about twice as fast</source>
<translation>NumPy rechnet; PyTorch wäre etwa doppelt so schnell</translation>
</message>
<message>
<source>The memory is used up</source>
<translation>Der Arbeitsspeicher ist aufgebraucht</translation>
</message>
<message>
<source>room for a tile</source>
<translation>Platz für eine Kachel</translation>
</message>
<message>
<source>close other programs, or choose a smaller tile</source>
<translation>Schließen Sie andere Programme, oder wählen Sie eine kleinere Kachel</translation>
</message>
<message>
<source>The system starts no further thread: memory or the number of processes is used up</source>
<translation>Das System startet keinen weiteren Thread: Der Speicher oder die Zahl der Prozesse ist aufgebraucht</translation>
</message>
<message>
<source>room for one</source>
<translation>Platz für einen</translation>
</message>
<message>
<source>close other programs, raise the limits (ulimit -v, ulimit -u), or work with one thread</source>
<translation>Schließen Sie andere Programme, erhöhen Sie die Grenzen (ulimit -v, ulimit -u), oder arbeiten Sie mit einem Thread</translation>
</message>
<message>
<source>The package '{}' cannot be imported ({})</source>
<translation>Das Paket '{}' kann nicht importiert werden ({})</translation>
</message>
<message>
<source>an installed package</source>
<translation>ein installiertes Paket</translation>
</message>
<message>
<source>install it into this Python with pip; docs/command-line-and-python.md lists what each command needs</source>
<translation>Installieren Sie es mit pip in dieses Python; docs/command-line-and-python.md nennt, was jeder Befehl braucht</translation>
</message>
<message>
<source>The system refuses{}: {}</source>
<translation>Das System verweigert{}: {}</translation>
</message>
<message>
<source>check paths, rights and free space</source>
<translation>Prüfen Sie Pfade, Rechte und freien Platz</translation>
</message>
<message>
<source>The temporary file '{}' is a symbolic link or another name of something else</source>
<translation>Die temporäre Datei '{}' ist eine symbolische Verknüpfung oder ein anderer Name von etwas anderem</translation>
</message>
<message>
<source>a file of this program</source>
<translation>eine Datei dieses Programms</translation>
</message>
<message>
<source>remove it, or choose another folder for the output</source>
<translation>Entfernen Sie sie, oder wählen Sie einen anderen Ordner für die Ausgabe</translation>
</message>
<message>
<source>The temporary file '{}' cannot be opened ({})</source>
<translation>Die temporäre Datei '{}' kann nicht geöffnet werden ({})</translation>
</message>
<message>
<source>a file of this program in a folder you may write to</source>
<translation>eine Datei dieses Programms in einem Ordner, in den Sie schreiben dürfen</translation>
</message>
<message>
<source>remove it if it is not yours, or choose another folder for the output</source>
<translation>Entfernen Sie sie, wenn sie nicht Ihre ist, oder wählen Sie einen anderen Ordner für die Ausgabe</translation>
</message>
<message>
<source>Another run is writing '{}'</source>
<translation>Ein anderer Lauf schreibt '{}'</translation>
</message>
<message>
<source>one run at a time for an output</source>
<translation>ein Lauf zur gleichen Zeit für eine Ausgabe</translation>
</message>
<message>
<source>wait for it, or choose another name for the output</source>
<translation>Warten Sie auf ihn, oder wählen Sie einen anderen Namen für die Ausgabe</translation>
</message>
<message>
<source>Measured: {} of {} windows of {} x {} pixels</source>
<translation>Gemessen: {} von {} Fenstern von {} x {} Pixeln</translation>
</message>
<message>
<source>No pixel that was looked at is measured in both '{}' and '{}'</source>
<translation>Kein betrachtetes Pixel ist sowohl in '{}' als auch in '{}' gemessen</translation>
</message>
<message>
<source>the original and its filtered image</source>
<translation>das Original und sein gefiltertes Bild</translation>
</message>
<message>
<source>choose the two images of one date</source>
<translation>Wählen Sie die beiden Bilder einer Aufnahme</translation>
</message>
<message>
<source>'{}' and '{}' hold the same image</source>
<translation>'{}' und '{}' enthalten dasselbe Bild</translation>
</message>
<message>
<source>choose the filtered image as the second</source>
<translation>Wählen Sie das gefilterte Bild als zweites</translation>
</message>
<message>
<source>'{}' was taken on {}, '{}' on {}: what changed in between is taken for the work of the filter. Give two images of one date</source>
<translation>'{}' wurde am {} aufgenommen, '{}' am {}: was sich dazwischen geändert hat, wird für die Wirkung des Filters gehalten. Geben Sie zwei Bilder einer Aufnahme an</translation>
</message>
<message>
<source>'{}' lies {} of '{}' by its content, although both lie on one grid</source>
<translation>'{}' liegt dem Inhalt nach {} von '{}', obwohl beide auf einem Gitter liegen</translation>
</message>
<message>
<source>'{}' has no block of {} x {} pixels that is measured in both images</source>
<translation>'{}' hat keinen Block von {} x {} Pixeln, der in beiden Bildern gemessen ist</translation>
</message>
<message>
<source>an image large enough to tell speckle from ground</source>
<translation>ein Bild, das groß genug ist, um Speckle vom Boden zu unterscheiden</translation>
</message>
<message>
<source>give a larger image</source>
<translation>Geben Sie ein größeres Bild an</translation>
</message>
<message>
<source>The power of '{}' is {} dB away from that of '{}' in {} (read as {} and {})</source>
<translation>Die Leistung von '{}' weicht um {} dB von der von '{}' ab, in {} (gelesen als {} und {})</translation>
</message>
<message>
<source>two images on one scale</source>
<translation>zwei Bilder mit einer Skala</translation>
</message>
<message>
<source>state the units of both images</source>
<translation>Geben Sie die Einheiten beider Bilder an</translation>
</message>
<message>
<source>'{}' cannot be written ({})</source>
<translation>'{}' kann nicht geschrieben werden ({})</translation>
</message>
<message>
<source>a file you may write</source>
<translation>eine Datei, die Sie schreiben dürfen</translation>
</message>
<message>
<source>check rights and free space</source>
<translation>Prüfen Sie Rechte und freien Platz</translation>
</message>
<message>
<source>the level has moved ({})</source>
<translation>der Pegel hat sich verschoben ({})</translation>
</message>
<message>
<source>the mean of the ratio image is not 1 ({})</source>
<translation>der Mittelwert des Quotientenbildes ist nicht 1 ({})</translation>
</message>
<message>
<source>Share of blocks of 20 x 20 pixels off by more than {} sigma of speckle</source>
<translation>Anteil der Blöcke von 20 x 20 Pixeln, die um mehr als {} Sigma des Speckles abweichen</translation>
</message>
<message>
<source>areas have another power than in the original ({})</source>
<translation>Flächen haben eine andere Leistung als im Original ({})</translation>
</message>
<message>
<source>Share of blocks of 5 x 5 pixels off by more than {} sigma of speckle</source>
<translation>Anteil der Blöcke von 5 x 5 Pixeln, die um mehr als {} Sigma des Speckles abweichen</translation>
</message>
<message>
<source>small features were added or taken away ({})</source>
<translation>kleine Merkmale kamen hinzu oder gingen verloren ({})</translation>
</message>
<message>
<source>the ratio image shows structure of the ground ({})</source>
<translation>das Quotientenbild zeigt Strukturen des Bodens ({})</translation>
</message>
<message>
<source>texture was added in homogeneous areas ({})</source>
<translation>in homogenen Flächen kam Textur hinzu ({})</translation>
</message>
<message>
<source>the strongest edge has changed ({})</source>
<translation>die stärkste Kante hat sich verändert ({})</translation>
</message>
<message>
<source>point targets have changed ({})</source>
<translation>Punktziele haben sich verändert ({})</translation>
</message>
<message>
<source>nodata has changed in {}</source>
<translation>Nodata hat sich in {} verändert</translation>
</message>
<message>
<source>No sign that the filter invented or lost anything: what it took away looks like speckle</source>
<translation>Kein Anzeichen, dass der Filter etwas erfunden oder verloren hat: was er entfernt hat, sieht wie Speckle aus</translation>
</message>
<message>
<source>The filter changed more than speckle: {}</source>
<translation>Der Filter hat mehr als Speckle verändert: {}</translation>
</message>
<message>
<source>{}: hardly filtered, {} looks before and {} after in homogeneous blocks</source>
<translation>{}: kaum gefiltert, in homogenen Blöcken {} Looks vorher und {} nachher</translation>
</message>
<message>
<source>{}: the ground is textured, so that its looks ({}) are probably underestimated and the judgement is mild; state the looks if they are known</source>
<translation>{}: der Boden hat Textur, sodass seine Looks ({}) wahrscheinlich unterschätzt sind und das Urteil milde ist; geben Sie die Looks an, wenn sie bekannt sind</translation>
</message>
<message>
<source>Look closer at this: {}</source>
<translation>Sehen Sie sich dies genauer an: {}</translation>
</message>
<message>
<source>{}: part of the speckle is still in the image; in homogeneous blocks the ratio image has {} looks, the original {}</source>
<translation>{}: ein Teil des Speckles ist noch im Bild; in homogenen Blöcken hat das Quotientenbild {} Looks, das Original {}</translation>
</message>
<message>
<source>Polygons are asked for, and the dates have no geotransform</source>
<translation>Polygone sind verlangt, und die Aufnahmen haben keine Geotransformation</translation>
</message>
<message>
<source>georeferenced images</source>
<translation>georeferenzierte Bilder</translation>
</message>
<message>
<source>bring the dates onto a map grid first (gdalwarp; QGIS: Warp), or leave the polygons out</source>
<translation>Bringen Sie die Aufnahmen zuerst auf ein Kartengitter (gdalwarp; QGIS: Transformieren), oder lassen Sie die Polygone weg</translation>
</message>
<message>
<source>A minimum area in hectares is given, and the grid of the dates does not tell the area of a pixel</source>
<translation>Eine Mindestfläche in Hektar ist angegeben, und das Gitter der Aufnahmen sagt nichts über die Fläche eines Pixels</translation>
</message>
<message>
<source>images with a geotransform and a CRS</source>
<translation>Bilder mit Geotransformation und KBS</translation>
</message>
<message>
<source>give the minimum area in pixels</source>
<translation>Geben Sie die Mindestfläche in Pixeln an</translation>
</message>
<message>
<source>change (0 unchanged, 1 changed)</source>
<translation>Veränderung (0 unverändert, 1 verändert)</translation>
</message>
<message>
<source>later dates that confirm the change</source>
<translation>spätere Aufnahmen, die die Veränderung bestätigen</translation>
</message>
<message>
<source>check the NVIDIA driver with 'nvidia-smi'</source>
<translation>Prüfen Sie den NVIDIA-Treiber mit 'nvidia-smi'</translation>
</message>
<message>
<source>CUDA is asked for but absent: {}</source>
<translation>CUDA ist verlangt, aber nicht vorhanden: {}</translation>
</message>
<message>
<source>an NVIDIA graphics card that PyTorch can use</source>
<translation>eine NVIDIA-Grafikkarte, die PyTorch benutzen kann</translation>
</message>
<message>
<source>{}; or choose the device auto or cpu</source>
<translation>{}; oder wählen Sie das Gerät auto oder cpu</translation>
</message>
<message>
<source>PyTorch cannot be imported: the limit on this process's memory leaves {} MB</source>
<translation>PyTorch kann nicht importiert werden: Die Speichergrenze dieses Prozesses lässt {} MB</translation>
</message>
<message>
<source>{} MB</source>
<translation>{} MB</translation>
</message>
<message>
<source>raise the limit (ulimit -v)</source>
<translation>Erhöhen Sie die Grenze (ulimit -v)</translation>
</message>
<message>
<source>The limit on this process's memory leaves {} MB</source>
<translation>Die Speichergrenze dieses Prozesses lässt {} MB</translation>
</message>
<message>
<source>at least {} MB</source>
<translation>mindestens {} MB</translation>
</message>
<message>
<source>install a CUDA build of PyTorch: {}</source>
<translation>Installieren Sie PyTorch mit CUDA: {}</translation>
</message>
<message>
<source>The model is {}</source>
<translation>Das Modell ist {}</translation>
</message>
<message>
<source>a name, a path, or what load_model returns</source>
<translation>ein Name, ein Pfad, oder was load_model liefert</translation>
</message>
<message>
<source>correct it</source>
<translation>Berichtigen Sie es</translation>
</message>
<message>
<source>PyTorch {} is built without CUDA</source>
<translation>PyTorch {} ist ohne CUDA gebaut</translation>
</message>
<message>
<source>PyTorch cannot be imported ({})</source>
<translation>PyTorch kann nicht importiert werden ({})</translation>
</message>
<message>
<source>PyTorch 2.6 or later</source>
<translation>PyTorch 2.6 oder neuer</translation>
</message>
<message>
<source>install it: {}</source>
<translation>Installieren Sie es: {}</translation>
</message>
<message>
<source>PyTorch {} (CUDA {}) sees no graphics card</source>
<translation>PyTorch {} (CUDA {}) sieht keine Grafikkarte</translation>
</message>
<message>
<source>PyTorch {} fails on the graphics card ({})</source>
<translation>PyTorch {} scheitert an der Grafikkarte ({})</translation>
</message>
<message>
<source>CUDA is asked for, but {}</source>
<translation>CUDA ist verlangt, aber {}</translation>
</message>
<message>
<source>a CUDA build of PyTorch</source>
<translation>ein PyTorch mit CUDA</translation>
</message>
<message>
<source>install it: {}; or choose the device auto or cpu</source>
<translation>Installieren Sie es: {}; oder wählen Sie das Gerät auto oder cpu</translation>
</message>
<message>
<source>False alarms: a threshold of {} (never below {}) marks {} of the pixels of {} dates, the first one and the baseline, each compared with the others; {} are allowed</source>
<translation>Fehlalarme: Ein Schwellenwert von {} (nie unter {}) markiert {} der Pixel von {} Aufnahmen, der ersten und den Basisdaten, jede mit den anderen verglichen; {} sind erlaubt</translation>
</message>
<message>
<source>A share of false alarms is given without a baseline, and the model's card has no table of it</source>
<translation>Ein Anteil an Fehlalarmen ist ohne Basisdaten angegeben, und die Karte des Modells hat keine Tabelle dafür</translation>
</message>
<message>
<source>a baseline of at least {} earlier dates, or a threshold</source>
<translation>Basisdaten aus mindestens {} früheren Aufnahmen, oder ein Schwellenwert</translation>
</message>
<message>
<source>give earlier dates of the same orbit as baseline, or a threshold</source>
<translation>Geben Sie frühere Aufnahmen desselben Orbits als Basisdaten an, oder einen Schwellenwert</translation>
</message>
<message>
<source>False alarms: without a baseline, from the model's card: a threshold of {} (never below {}) marks {} of its training series; {} are allowed</source>
<translation>Fehlalarme: ohne Basisdaten, nach der Karte des Modells: Ein Schwellenwert von {} (nie unter {}) markiert {} seiner Trainingsreihen; {} sind erlaubt</translation>
</message>
<message>
<source>The model's card knows false alarms of two polarisations; of one alone the share may be another</source>
<translation>Die Karte des Modells kennt Fehlalarme von zwei Polarisationen; von einer allein kann der Anteil ein anderer sein</translation>
</message>
<message>
<source>The input '{}' has changed since the run began, so parts of the result would come from another image</source>
<translation>Die Eingabe '{}' hat sich seit Beginn des Laufs geändert, Teile des Ergebnisses kämen also aus einem anderen Bild</translation>
</message>
<message>
<source>inputs that stay as they are during a run</source>
<translation>Eingaben, die während eines Laufs bleiben, wie sie sind</translation>
</message>
<message>
<source>wait until the file is complete, then run again</source>
<translation>Warten Sie, bis die Datei vollständig ist, und starten Sie erneut</translation>
</message>
<message>
<source>'{}' cannot be read ({})</source>
<translation>'{}' kann nicht gelesen werden ({})</translation>
</message>
<message>
<source>a file you may read</source>
<translation>eine Datei, die Sie lesen dürfen</translation>
</message>
<message>
<source>check it</source>
<translation>Prüfen Sie sie</translation>
</message>
<message>
<source>'{}' is brought onto the grid of the first date ({}): {}</source>
<translation>'{}' wird auf das Gitter der ersten Aufnahme gebracht ({}): {}</translation>
</message>
<message>
<source>{}: units {} ({})</source>
<translation>{}: Einheiten {} ({})</translation>
</message>
<message>
<source>'{}' holds {}, '{}' {}</source>
<translation>'{}' enthält {}, '{}' {}</translation>
</message>
<message>
<source>dates with a polarisation in common</source>
<translation>Aufnahmen mit einer gemeinsamen Polarisation</translation>
</message>
<message>
<source>give the same polarisation of both dates</source>
<translation>Geben Sie dieselbe Polarisation beider Aufnahmen an</translation>
</message>
<message>
<source>{} alone is used, because one of the images holds no other polarisation</source>
<translation>{} allein wird benutzt, weil eines der Bilder keine andere Polarisation enthält</translation>
</message>
<message>
<source>It is not known when '{}' was taken, so no date can be said to be later</source>
<translation>Es ist nicht bekannt, wann '{}' aufgenommen wurde, also kann von keiner Aufnahme gesagt werden, dass sie später ist</translation>
</message>
<message>
<source>a date in its metadata or in its name</source>
<translation>ein Datum in den Metadaten oder im Namen</translation>
</message>
<message>
<source>add the date to its name, for example 20240131</source>
<translation>Ergänzen Sie das Datum im Namen, zum Beispiel 20240131</translation>
</message>
<message>
<source>{}: {} of {} dates, {}</source>
<translation>{}: {} von {} Aufnahmen, {}</translation>
</message>
<message>
<source>{}: {} of {} dates</source>
<translation>{}: {} von {} Aufnahmen</translation>
</message>
<message>
<source>lies on another grid: {}</source>
<translation>liegt auf einem anderen Gitter: {}</translation>
</message>
<message>
<source>holds {}, the date {}</source>
<translation>enthält {}, die Aufnahme {}</translation>
</message>
<message>
<source>is of another orbit ({}; the date: {})</source>
<translation>ist von einem anderen Orbit ({}; die Aufnahme: {})</translation>
</message>
<message>
<source>was taken at another time of day ({}), so from another orbit</source>
<translation>wurde zu einer anderen Tageszeit aufgenommen ({}), also aus einem anderen Orbit</translation>
</message>
<message>
<source>is not earlier than the second date</source>
<translation>ist nicht früher als die zweite Aufnahme</translation>
</message>
<message>
<source>has no date, neither in its metadata nor in its name</source>
<translation>hat kein Datum, weder in den Metadaten noch im Namen</translation>
</message>
<message>
<source>is not later than both dates</source>
<translation>ist nicht später als beide Aufnahmen</translation>
</message>
<message>
<source>The {} date '{}' is left out, it {}</source>
<translation>Die Aufnahme ({}) '{}' wird weggelassen, sie {}</translation>
</message>
<message>
<source>holds the same image as '{}'</source>
<translation>enthält dasselbe Bild wie '{}'</translation>
</message>
<message>
<source>lies {} of '{}' by its content</source>
<translation>liegt {} von '{}' nach seinem Inhalt</translation>
</message>
<message>
<source>{}, compared with '{}' by its content</source>
<translation>{}, dem Inhalt nach verglichen mit '{}'</translation>
</message>
<message>
<source>shares its speckle with '{}': one image, calibrated or resampled in two ways</source>
<translation>hat denselben Speckle wie '{}': ein Bild, auf zwei Arten kalibriert oder umgerechnet</translation>
</message>
<message>
<source>is the date itself</source>
<translation>ist die Aufnahme selbst</translation>
</message>
<message>
<source>is another product of the acquisition of '{}'</source>
<translation>ist ein anderes Produkt der Aufnahme von '{}'</translation>
</message>
<message>
<source>{} alone is given to the model as both, and the result is worse than of both:</source>
<translation>{} allein wird dem Modell als beide gegeben, und das Ergebnis ist schlechter als das von beiden:</translation>
</message>
<message>
<source>{}{} (measured on series that have both)</source>
<translation>{}{} (gemessen an Reihen, die beide haben)</translation>
</message>
<message>
<source>{} {} dB on one date, area under the ROC curve of change {} instead of {}</source>
<translation>{} {} dB bei einer Aufnahme, Fläche unter der ROC-Kurve der Veränderung {} statt {}</translation>
</message>
<message>
<source>{}by how much was not measured with the model '{}'</source>
<translation>{}um wie viel, wurde mit dem Modell '{}' nicht gemessen</translation>
</message>
<message>
<source>The journal of the earlier run holds what no run writes ({})</source>
<translation>Das Journal des früheren Laufs enthält, was kein Lauf schreibt ({})</translation>
</message>
<message>
<source>run without --resume (QGIS: RESUME) once</source>
<translation>Starten Sie einmal ohne --resume (QGIS: RESUME)</translation>
</message>
<message>
<source>{} ratio original / despeckled</source>
<translation>{} Quotient Original / gefiltert</translation>
</message>
<message>
<source>sums of another form</source>
<translation>Summen von anderer Form</translation>
</message>
<message>
<source>counts out of range or no whole numbers</source>
<translation>Zählungen außerhalb des Bereichs oder keine ganzen Zahlen</translation>
</message>
<message>
<source>The model gave no number for {} measured pixels; they are NaN</source>
<translation>Das Modell lieferte für {} gemessene Pixel keine Zahl; sie sind NaN</translation>
</message>
<message>
<source>Device: {}, {} ({})</source>
<translation>Gerät: {}, {} ({})</translation>
</message>
<message>
<source>The graphics card has too little free memory; the CPU continues (the device was auto)</source>
<translation>Die Grafikkarte hat zu wenig freien Speicher; die CPU macht weiter (das Gerät war auto)</translation>
</message>
<message>
<source>The model gave no number for {} of {} measured pixels</source>
<translation>Das Modell lieferte für {} von {} gemessenen Pixeln keine Zahl</translation>
</message>
<message>
<source>numbers for at least {} of them</source>
<translation>Zahlen für mindestens {} davon</translation>
</message>
<message>
<source>use another model or get its weights again; check the units of the input</source>
<translation>Benutzen Sie ein anderes Modell, oder beschaffen Sie seine Gewichte neu; prüfen Sie die Einheiten der Eingabe</translation>
</message>
<message>
<source>The smallest tile, {} pixels, takes about {} MB of memory, and {} MB are free</source>
<translation>Die kleinste Kachel, {} Pixel, braucht etwa {} MB Speicher, und {} MB sind frei</translation>
</message>
<message>
<source>memory for a tile</source>
<translation>Speicher für eine Kachel</translation>
</message>
<message>
<source>close other programs, raise the limit of memory, or choose a smaller model</source>
<translation>Schließen Sie andere Programme, erhöhen Sie die Speichergrenze, oder wählen Sie ein kleineres Modell</translation>
</message>
<message>
<source>No tile of {} pixels fits {} MB of free memory; tiles have {}</source>
<translation>Keine Kachel von {} Pixeln passt in {} MB freien Speicher; die Kacheln haben {}</translation>
</message>
<message>
<source>The memory of {} does not even hold a tile of {} pixels</source>
<translation>Der Speicher ({}) fasst nicht einmal eine Kachel von {} Pixeln</translation>
</message>
<message>
<source>a few hundred MB of free memory</source>
<translation>einige hundert MB freier Speicher</translation>
</message>
<message>
<source>close other programs, or choose the device cpu</source>
<translation>Schließen Sie andere Programme, oder wählen Sie das Gerät cpu</translation>
</message>
<message>
<source>close other programs</source>
<translation>Schließen Sie andere Programme</translation>
</message>
<message>
<source>the graphics card ran out of memory</source>
<translation>Der Speicher der Grafikkarte ging aus</translation>
</message>
<message>
<source>The {} ran out of memory at {} x {} pixels; continuing with smaller tiles</source>
<translation>Der Speicher ({}) ging bei {} x {} Pixeln aus; weiter mit kleineren Kacheln</translation>
</message>
<message>
<source>{} tiles are kept; run again with --resume (QGIS: RESUME) to continue</source>
<translation>{} Kacheln sind behalten; starten Sie erneut mit --resume (QGIS: RESUME), um fortzufahren</translation>
</message>
<message>
<source>An earlier run is not continued ({}); starting anew</source>
<translation>Ein früherer Lauf wird nicht fortgesetzt ({}); es wird neu begonnen</translation>
</message>
<message>
<source>its journal '{}' is damaged</source>
<translation>sein Journal '{}' ist beschädigt</translation>
</message>
<message>
<source>The scratch file '{}' was damaged during the run</source>
<translation>Die Zwischendatei '{}' wurde während des Laufs beschädigt</translation>
</message>
<message>
<source>run again</source>
<translation>Starten Sie erneut</translation>
</message>
<message>
<source>The file '{}' of finished tiles cannot be written ({})</source>
<translation>Die Datei '{}' der fertigen Kacheln lässt sich nicht schreiben ({})</translation>
</message>
<message>
<source>space for the uncompressed outputs, once more than they need</source>
<translation>Platz für die unkomprimierten Ausgaben, noch einmal so viel, wie sie brauchen</translation>
</message>
<message>
<source>check the free space of the disk, or run without --resume</source>
<translation>Prüfen Sie den freien Platz der Platte, oder starten Sie ohne --resume</translation>
</message>
<message>
<source>Continuing from {} tiles that are done</source>
<translation>Es geht mit {} fertigen Kacheln weiter</translation>
</message>
<message>
<source>its scratch file '{}' is damaged</source>
<translation>seine Zwischendatei '{}' ist beschädigt</translation>
</message>
<message>
<source>it had other inputs, settings, outputs, another model or another machine</source>
<translation>er hatte andere Eingaben, Einstellungen, Ausgaben, ein anderes Modell oder einen anderen Rechner</translation>
</message>
<message>
<source>Tiles: {} x {} pixels, halo {}, {} at a time; scene {} x {}</source>
<translation>Kacheln: {} x {} Pixel, Rand {}, {} zur gleichen Zeit; Szene {} x {}</translation>
</message>
<message>
<source>Model: {}, strength {}{}</source>
<translation>Modell: {}, Stärke {}{}</translation>
</message>
<message>
<source>{} Mpx, of which {} are measured, in {}</source>
<translation>{} Mpx, davon {} gemessen, in {}</translation>
</message>
<message>
<source>A second date and references are given, and despeckled dates are asked for</source>
<translation>Eine zweite Aufnahme und Referenzen sind angegeben, und gefilterte Aufnahmen sind verlangt</translation>
</message>
<message>
<source>one of the two</source>
<translation>eines von beiden</translation>
</message>
<message>
<source>give the second date as a reference</source>
<translation>Geben Sie die zweite Aufnahme als Referenz an</translation>
</message>
<message>
<source>Fast: arithmetic in bfloat16; despeckled values differ by 0.1 to 0.3 %</source>
<translation>Schnell: Rechnung in bfloat16; gefilterte Werte weichen um 0.1 bis 0.3 % ab</translation>
</message>
<message>
<source>Fast changes nothing: this processor has no bfloat16</source>
<translation>Schnell ändert nichts: Dieser Prozessor hat kein bfloat16</translation>
</message>
<message>
<source>Fast changes nothing: it needs PyTorch</source>
<translation>Schnell ändert nichts: Es braucht PyTorch</translation>
</message>
<message>
<source>, change of the kind '{}' from a probability of {}</source>
<translation>, Veränderung der Art '{}' ab einer Wahrscheinlichkeit von {}</translation>
</message>
<message>
<source>The model gave no number for {} measured pixels; despeckled images keep their input there, change has no data</source>
<translation>Das Modell lieferte für {} gemessene Pixel keine Zahl; gefilterte Bilder behalten dort ihre Eingabe, die Veränderung hat keine Daten</translation>
</message>
<message>
<source>Mean of input / output (1 is ideal): {}; total power of output / input: {}</source>
<translation>Mittelwert von Eingabe / Ausgabe (1 ist ideal): {}; gesamte Leistung von Ausgabe / Eingabe: {}</translation>
</message>
<message>
<source>Changed: {} pixels ({} of those measured){}</source>
<translation>Verändert: {} Pixel ({} der gemessenen){}</translation>
</message>
<message>
<source>{}: the total power of output / input is {} (1 is ideal). The level is not kept well; check the units, or try another model</source>
<translation>{}: Die gesamte Leistung von Ausgabe / Eingabe ist {} (1 ist ideal). Der Pegel bleibt nicht gut erhalten; prüfen Sie die Einheiten, oder versuchen Sie ein anderes Modell</translation>
</message>
<message>
<source>Extent: {} x {} pixels from column {}, row {}</source>
<translation>Ausdehnung: {} x {} Pixel ab Spalte {}, Zeile {}</translation>
</message>
<message>
<source>No output is asked for</source>
<translation>Keine Ausgabe ist verlangt</translation>
</message>
<message>
<source>at least one</source>
<translation>mindestens eine</translation>
</message>
<message>
<source>name an output file</source>
<translation>Nennen Sie eine Ausgabedatei</translation>
</message>
<message>
<source>One date is given, but {} asked for</source>
<translation>Eine Aufnahme ist angegeben, aber {} verlangt</translation>
</message>
<message>
<source>two dates</source>
<translation>zwei Aufnahmen</translation>
</message>
<message>
<source>give the second date</source>
<translation>Geben Sie die zweite Aufnahme an</translation>
</message>
<message>
<source>{} asked for without later dates</source>
<translation>{} ohne spätere Aufnahmen verlangt</translation>
</message>
<message>
<source>later dates</source>
<translation>spätere Aufnahmen</translation>
</message>
<message>
<source>give later dates</source>
<translation>Geben Sie spätere Aufnahmen an</translation>
</message>
<message>
<source>Later dates are given, and no output that shows what they say</source>
<translation>Spätere Aufnahmen sind angegeben, und keine Ausgabe, die zeigt, was sie sagen</translation>
</message>
<message>
<source>first_change, confirmations or polygons</source>
<translation>first_change, confirmations oder polygons</translation>
</message>
<message>
<source>name one of these outputs, or leave the later dates out</source>
<translation>Nennen Sie eine dieser Ausgaben, oder lassen Sie die späteren Aufnahmen weg</translation>
</message>
<message>
<source>None of the later dates can be used, see the log</source>
<translation>Keine der späteren Aufnahmen kann benutzt werden, siehe Protokoll</translation>
</message>
<message>
<source>dates after both images, of the same grid and orbit</source>
<translation>Aufnahmen nach beiden Bildern, auf demselben Gitter und aus demselben Orbit</translation>
</message>
<message>
<source>give others, or leave them out</source>
<translation>Geben Sie andere an, oder lassen Sie sie weg</translation>
</message>
<message>
<source>No pixel in the extent {} was measured on both dates</source>
<translation>Kein Pixel in der Ausdehnung {} wurde bei beiden Aufnahmen gemessen</translation>
</message>
<message>
<source>No pixel in the extent {} was measured</source>
<translation>Kein Pixel in der Ausdehnung {} wurde gemessen</translation>
</message>
<message>
<source>an extent with measurements</source>
<translation>eine Ausdehnung mit Messungen</translation>
</message>
<message>
<source>choose another extent</source>
<translation>Wählen Sie eine andere Ausdehnung</translation>
</message>
<message>
<source>Date {}: {}</source>
<translation>Aufnahme {}: {}</translation>
</message>
<message>
<source>C12 is left out of input and output, because date {} has VV and VH only</source>
<translation>C12 entfällt in Ein- und Ausgabe, weil Aufnahme {} nur VV und VH hat</translation>
</message>
<message>
<source>alone, no other date of its grid and orbit</source>
<translation>allein, keine andere Aufnahme ihres Gitters und Orbits</translation>
</message>
<message>
<source>{}: done before</source>
<translation>{}: schon fertig</translation>
</message>
<message>
<source>{} It is left out of the reference</source>
<translation>{} Sie wird in der Referenz weggelassen</translation>
</message>
<message>
<source>No date is given</source>
<translation>Es ist keine Aufnahme angegeben</translation>
</message>
<message>
<source>the rasters of the dates</source>
<translation>die Raster der Aufnahmen</translation>
</message>
<message>
<source>give them</source>
<translation>geben Sie sie an</translation>
</message>
<message>
<source>{} files do not hold the backscatter of one date and are left out: {}</source>
<translation>{} Dateien enthalten nicht die Rückstreuung eines Datums und werden weggelassen: {}</translation>
</message>
<message>
<source>Names and metadata do not state the orbit of every date; those are taken to be of one orbit. Keep ascending and descending images in folders of their own</source>
<translation>Namen und Metadaten nennen nicht den Orbit jeder Aufnahme; diese gelten als von einem Orbit. Halten Sie auf- und absteigende Bilder in eigenen Ordnern</translation>
</message>
<message>
<source>Every date is despeckled alone: no two of them are of one grid, one orbit and different days{}</source>
<translation>Jede Aufnahme wird allein von Speckle befreit: keine zwei sind von einem Gitter, einem Orbit und verschiedenen Tagen{}</translation>
</message>
<message>
<source>'{}' states no date in its name or metadata</source>
<translation>'{}' nennt kein Datum im Namen oder in den Metadaten</translation>
</message>
<message>
<source>name it with its date, for example 20240131</source>
<translation>Benennen Sie sie mit ihrem Datum, zum Beispiel 20240131</translation>
</message>
<message>
<source>'{}' is both the folder of the dates and of the results</source>
<translation>'{}' ist sowohl der Ordner der Aufnahmen als auch der der Ergebnisse</translation>
</message>
<message>
<source>a folder of its own for the results, which would be taken for dates next time</source>
<translation>ein eigener Ordner für die Ergebnisse, die sonst beim nächsten Mal für Aufnahmen gehalten würden</translation>
</message>
<message>
<source>choose another output folder</source>
<translation>Wählen Sie einen anderen Ausgabeordner</translation>
</message>
<message>
<source>'{}' is not a folder</source>
<translation>'{}' ist kein Ordner</translation>
</message>
<message>
<source>a folder with one raster per date</source>
<translation>ein Ordner mit einem Raster je Aufnahme</translation>
</message>
<message>
<source>check the path</source>
<translation>Prüfen Sie den Pfad</translation>
</message>
<message>
<source>The folder '{}' holds no raster</source>
<translation>Der Ordner '{}' enthält kein Raster</translation>
</message>
<message>
<source>files named {}</source>
<translation>Dateien mit Namen {}</translation>
</message>
<message>
<source>choose the folder of the dates</source>
<translation>Wählen Sie den Ordner der Aufnahmen</translation>
</message>
<message>
<source>No file of '{}' holds the backscatter of one date: {}</source>
<translation>Keine Datei von '{}' enthält die Rückstreuung eines Datums: {}</translation>
</message>
<message>
<source>one raster per date, its bands named; or a stack whose bands state polarisation and date, as VV_20240131</source>
<translation>ein Raster je Datum mit benannten Kanälen; oder ein Stapel, dessen Kanäle Polarisation und Datum nennen, wie VV_20240131</translation>
</message>
<message>
<source>name the bands of a stack so, or write every date to a file of its own, named with the date: gdal_translate -b 1 -b 2 STACK s1_20240131.tif, where 1 and 2 are its VV and VH</source>
<translation>Benennen Sie die Kanäle eines Stapels so, oder schreiben Sie jedes Datum in eine eigene Datei, nach dem Datum benannt: gdal_translate -b 1 -b 2 STACK s1_20240131.tif, wobei 1 und 2 sein VV und VH sind</translation>
</message>
<message>
<source>'{}' and '{}' would have one output, '{}'; rename one of them</source>
<translation>'{}' und '{}' hätten eine Ausgabe, '{}'; benennen Sie eine davon um</translation>
</message>
<message>
<source>; all state the same day, {}</source>
<translation>; alle nennen denselben Tag, {}</translation>
</message>
<message>
<source>The output folder '{}' cannot be made ({})</source>
<translation>Der Ausgabeordner '{}' kann nicht angelegt werden ({})</translation>
</message>
<message>
<source>a folder you may write to</source>
<translation>ein Ordner, in den Sie schreiben dürfen</translation>
</message>
<message>
<source>choose another folder</source>
<translation>Wählen Sie einen anderen Ordner</translation>
</message>
<message>
<source>A path is {}</source>
<translation>Ein Pfad ist {}</translation>
</message>
<message>
<source>a text or a pathlib.Path</source>
<translation>ein Text oder ein pathlib.Path</translation>
</message>
<message>
<source>The bands are {}</source>
<translation>Die Kanäle sind {}</translation>
</message>
<message>
<source>two numbers (VV, VH), four (C11, Re C12, Im C12, C22), or one (a polarisation alone), counted from 1</source>
<translation>zwei Nummern (VV, VH), vier (C11, Re C12, Im C12, C22), oder eine (eine Polarisation allein), ab 1 gezählt</translation>
</message>
<message>
<source>correct the band numbers, or leave them out to have the bands recognised</source>
<translation>Berichtigen Sie die Kanalnummern, oder lassen Sie sie weg, damit die Kanäle erkannt werden</translation>
</message>
<message>
<source>A threshold and a share of false alarms are given</source>
<translation>Ein Schwellenwert und ein Anteil an Fehlalarmen sind angegeben</translation>
</message>
<message>
<source>leave one out</source>
<translation>Lassen Sie eines weg</translation>
</message>
<message>
<source>A minimum area in pixels and one in hectares are given</source>
<translation>Eine Mindestfläche in Pixeln und eine in Hektar sind angegeben</translation>
</message>
<message>
<source>The setting {} is '{}'</source>
<translation>Die Einstellung {} ist '{}'</translation>
</message>
<message>
<source>correct {}</source>
<translation>Berichtigen Sie {}</translation>
</message>
<message>
<source>numbers, for example (1, 2)</source>
<translation>Zahlen, zum Beispiel (1, 2)</translation>
</message>
<message>
<source>correct them</source>
<translation>berichtigen Sie sie</translation>
</message>
<message>
<source>The creation option is '{}'</source>
<translation>Die Erzeugungsoption ist '{}'</translation>
</message>
<message>
<source>KEY=VALUE, for example COMPRESS=ZSTD</source>
<translation>SCHLÜSSEL=WERT, zum Beispiel COMPRESS=ZSTD</translation>
</message>
<message>
<source>correct the option</source>
<translation>Berichtigen Sie die Option</translation>
</message>
<message>
<source>Tiles of {} with a halo of {} on a grid of {} for {} x {} pixels</source>
<translation>Kacheln von {} mit einem Rand von {} auf einem Gitter von {} für {} x {} Pixel</translation>
</message>
<message>
<source>positive sizes</source>
<translation>positive Größen</translation>
</message>
<message>
<source>correct the tile size</source>
<translation>Berichtigen Sie die Kachelgröße</translation>
</message>
<message>
<source>{}: the level of the whole scene differs by {} ({})</source>
<translation>{}: Der Pegel der ganzen Szene weicht um {} ab ({})</translation>
</message>
<message>
<source>{}: not measured, for too little was measured on both dates</source>
<translation>{}: nicht bestimmt, denn zu wenig ist auf beiden Aufnahmen gemessen</translation>
</message>
<message>
<source>the level of {} of the scene differs like its median, {}</source>
<translation>der Pegel von {} der Szene weicht ab wie ihr Median, {}</translation>
</message>
<message>
<source>{}: no common offset to take out ({})</source>
<translation>{}: kein gemeinsamer Unterschied des Pegels, der herauszurechnen wäre ({})</translation>
</message>
<message>
<source>rain, frost, snow, or a change over most of it. Small changes within it are less certain</source>
<translation>Regen, Frost, Schnee, oder eine Veränderung auf dem größten Teil. Kleine Veränderungen darin sind weniger sicher</translation>
</message>
<message>
<source>The level of the whole scene differs by {} dB: {}</source>
<translation>Der Pegel der ganzen Szene weicht um {} dB ab: {}</translation>
</message>
<message>
<source>{} of the scene have not moved with the rest, and will show as change. If it is the rest that has changed, as where most of a scene is flooded, set the weather to keep</source>
<translation>{} der Szene haben sich nicht mit dem Rest verschoben und erscheinen als Änderung. Wenn der Rest sich geändert hat, etwa weil der größte Teil der Szene überflutet ist, setzen Sie „Wetter“ auf keep</translation>
</message>
<message>
<source>'{}' is a PyTorch checkpoint, not a model</source>
<translation>'{}' ist ein PyTorch-Checkpoint, kein Modell</translation>
</message>
<message>
<source>a name, a .safetensors file or its .json card</source>
<translation>ein Name, eine .safetensors-Datei oder ihre .json-Karte</translation>
</message>
<message>
<source>import it: python -m mtdn_core import-checkpoint {} {}{}</source>
<translation>Importieren Sie ihn: python -m mtdn_core import-checkpoint {} {}{}</translation>
</message>
<message>
<source>There is no model named '{}'</source>
<translation>Es gibt kein Modell namens '{}'</translation>
</message>
<message>
<source>one of the shipped models ({}), or the path of a .safetensors file or of its .json card</source>
<translation>eines der mitgelieferten Modelle ({}), oder der Pfad einer .safetensors-Datei oder ihrer .json-Karte</translation>
</message>
<message>
<source>choose one of these</source>
<translation>Wählen Sie eines davon</translation>
</message>
<message>
<source>The {} of model '{}' are missing: there is no such file</source>
<translation>Es fehlen: {} des Modells '{}', die Datei gibt es nicht</translation>
</message>
<message>
<source>weights and card side by side, with one stem ({} and {})</source>
<translation>Gewichte und Karte nebeneinander, mit gleichem Stamm ({} und {})</translation>
</message>
<message>
<source>give the path of an existing .safetensors file with its .json card</source>
<translation>Geben Sie den Pfad einer vorhandenen .safetensors-Datei mit ihrer .json-Karte an</translation>
</message>
<message>
<source>A model card has '{}' = {}</source>
<translation>Eine Modellkarte hat '{}' = {}</translation>
</message>
<message>
<source>The card of model '{}' asks for the architecture '{}'</source>
<translation>Die Karte des Modells '{}' verlangt die Architektur '{}'</translation>
</message>
<message>
<source>update this software, or use a model made for it</source>
<translation>Aktualisieren Sie diese Software, oder benutzen Sie ein Modell, das für sie gemacht ist</translation>
</message>
<message>
<source>'{}' is not a model card: it lacks {}</source>
<translation>'{}' ist keine Modellkarte: Es fehlt {}</translation>
</message>
<message>
<source>a JSON object with {}</source>
<translation>ein JSON-Objekt mit {}</translation>
</message>
<message>
<source>give the model's .safetensors or its .json card</source>
<translation>Geben Sie die .safetensors-Datei des Modells oder seine .json-Karte an</translation>
</message>
<message>
<source>The card '{}' has unknown entries: {}</source>
<translation>Die Karte '{}' hat unbekannte Einträge: {}</translation>
</message>
<message>
<source>only {}</source>
<translation>nur {}</translation>
</message>
<message>
<source>update this software, or correct the card</source>
<translation>Aktualisieren Sie diese Software, oder berichtigen Sie die Karte</translation>
</message>
<message>
<source>The model card '{}' has {} bytes</source>
<translation>Die Modellkarte '{}' hat {} Byte</translation>
</message>
<message>
<source>at most {}</source>
<translation>höchstens {}</translation>
</message>
<message>
<source>The model card '{}' cannot be read: {}</source>
<translation>Die Modellkarte '{}' kann nicht gelesen werden: {}</translation>
</message>
<message>
<source>'{}' is not a model card: {}</source>
<translation>'{}' ist keine Modellkarte: {}</translation>
</message>
<message>
<source>JSON</source>
<translation>JSON</translation>
</message>
<message>
<source>The model '{}' needs PyTorch, which is not installed</source>
<translation>Das Modell '{}' braucht PyTorch, das nicht installiert ist</translation>
</message>
<message>
<source>PyTorch, or the model mtdn-compact, which runs without it</source>
<translation>PyTorch, oder das Modell mtdn-compact, das ohne PyTorch läuft</translation>
</message>
<message>
<source>choose mtdn-compact, or install PyTorch: {}</source>
<translation>Wählen Sie mtdn-compact, oder installieren Sie PyTorch: {}</translation>
</message>
<message>
<source>'{}' has settings that '{}' does not take: {}</source>
<translation>'{}' hat Einstellungen, die '{}' nicht kennt: {}</translation>
</message>
<message>
<source>the settings with which the weights were trained</source>
<translation>die Einstellungen, mit denen die Gewichte trainiert wurden</translation>
</message>
<message>
<source>restore the card that came with the weights</source>
<translation>Stellen Sie die Karte wieder her, die mit den Gewichten kam</translation>
</message>
<message>
<source>'{}' asks for {}</source>
<translation>'{}' verlangt {}</translation>
</message>
<message>
<source>The device '{}' was asked for, but {} available to PyTorch {}</source>
<translation>Das Gerät '{}' wurde verlangt, aber {} für PyTorch {} verfügbar</translation>
</message>
<message>
<source>a working NVIDIA driver and a CUDA build of PyTorch, or the device cpu</source>
<translation>ein funktionierender NVIDIA-Treiber und ein PyTorch mit CUDA, oder das Gerät cpu</translation>
</message>
<message>
<source>use the device 'cpu', or install a CUDA build of PyTorch</source>
<translation>Benutzen Sie das Gerät 'cpu', oder installieren Sie ein PyTorch mit CUDA</translation>
</message>
<message>
<source>The weights '{}' do not fit the architecture '{}': entries {}</source>
<translation>Die Gewichte '{}' passen nicht zur Architektur '{}': Einträge {}</translation>
</message>
<message>
<source>weights and card of one model</source>
<translation>Gewichte und Karte eines Modells</translation>
</message>
<message>
<source>copy both files again from where they came</source>
<translation>Kopieren Sie beide Dateien noch einmal von ihrer Quelle</translation>
</message>
<message>
<source>'{}' is not a device</source>
<translation>'{}' ist kein Gerät</translation>
</message>
<message>
<source>cpu, cuda or cuda:N</source>
<translation>cpu, cuda oder cuda:N</translation>
</message>
<message>
<source>a GeoTIFF, a folder, or both</source>
<translation>ein GeoTIFF, ein Ordner, oder beides</translation>
</message>
<message>
<source>name one</source>
<translation>Nennen Sie eines</translation>
</message>
<message>
<source>The elements of '{}' declare different nodata values: {}</source>
<translation>Die Elemente von '{}' geben verschiedene NoData-Werte an: {}</translation>
</message>
<message>
<source>one nodata value for the matrix</source>
<translation>ein NoData-Wert für die Matrix</translation>
</message>
<message>
<source>give all four the same</source>
<translation>Geben Sie allen vieren denselben</translation>
</message>
<message>
<source>'{}' holds {}</source>
<translation>'{}' enthält {}</translation>
</message>
<message>
<source>the four elements of C2 (C11, Re C12, Im C12, C22)</source>
<translation>die vier Elemente von C2 (C11, Re C12, Im C12, C22)</translation>
</message>
<message>
<source>choose a covariance matrix; intensities alone have no C12</source>
<translation>Wählen Sie eine Kovarianzmatrix; Intensitäten allein haben kein C12</translation>
</message>
<message>
<source>'{}' holds {} numbers that 32 bits do not hold</source>
<translation>'{}' enthält {} Zahlen, die 32 Bit nicht fassen</translation>
</message>
<message>
<source>32-bit floating point</source>
<translation>32-Bit-Gleitkommazahlen</translation>
</message>
<message>
<source>convert it first, which rounds it (gdal_translate -ot Float32)</source>
<translation>Wandeln Sie es zuerst um, was rundet (gdal_translate -ot Float32)</translation>
</message>
<message>
<source>The folder '{}' cannot be made: it holds files, or there is no folder to make it in</source>
<translation>Der Ordner '{}' kann nicht angelegt werden: Er enthält Dateien, oder es gibt keinen Ordner, in dem er angelegt werden kann</translation>
</message>
<message>
<source>a folder that does not exist or is empty</source>
<translation>ein Ordner, den es nicht gibt oder der leer ist</translation>
</message>
<message>
<source>choose another name</source>
<translation>Wählen Sie einen anderen Namen</translation>
</message>
<message>
<source>The headers of '{}' do not hold the whole georeference: {}</source>
<translation>Die Kopfdateien von '{}' fassen nicht die ganze Georeferenz: {}</translation>
</message>
<message>
<source>The folder '{}' cannot be written ({})</source>
<translation>Der Ordner '{}' kann nicht geschrieben werden ({})</translation>
</message>
<message>
<source>a folder with free space you may write to</source>
<translation>ein Ordner mit freiem Platz, in den Sie schreiben dürfen</translation>
</message>
<message>
<source>Bands: {}</source>
<translation>Kanäle: {}</translation>
</message>
<message>
<source>The window is {} pixels</source>
<translation>Das Fenster hat {} Pixel</translation>
</message>
<message>
<source>an odd number</source>
<translation>eine ungerade Zahl</translation>
</message>
<message>
<source>take one more or one less</source>
<translation>Nehmen Sie eins mehr oder weniger</translation>
</message>
<message>
<source>'{}' holds {} alone, which has no polarimetric features</source>
<translation>'{}' enthält {} allein, das keine polarimetrischen Merkmale hat</translation>
</message>
<message>
<source>VV and VH, or C2</source>
<translation>VV und VH, oder C2</translation>
</message>
<message>
<source>give the other polarisation, or further dates for temporal features</source>
<translation>Geben Sie die andere Polarisation an, oder weitere Aufnahmen für zeitliche Merkmale</translation>
</message>
<message>
<source>C2 is averaged over {} x {} pixels for entropy, alpha, degree of polarisation and m-chi</source>
<translation>C2 wird für Entropie, Alpha, Polarisationsgrad und m-chi über {} x {} Pixel gemittelt</translation>
</message>
<message>
<source>the same polarisations on all dates</source>
<translation>dieselben Polarisationen bei allen Aufnahmen</translation>
</message>
<message>
<source>leave it out, or give its other polarisation</source>
<translation>Lassen Sie es weg, oder geben Sie seine andere Polarisation an</translation>
</message>
<message>
<source>'{}' is given twice</source>
<translation>'{}' ist zweimal angegeben</translation>
</message>
<message>
<source>each date once</source>
<translation>jede Aufnahme einmal</translation>
</message>
<message>
<source>leave one of them out</source>
<translation>Lassen Sie eine davon weg</translation>
</message>
<message>
<source>The pixels of '{}' are of another size: one of the first date covers {} x {} of them. Speckle and detail differ from date to date, and that shows as change</source>
<translation>Die Pixel von '{}' haben eine andere Größe: Eines der ersten Aufnahme bedeckt {} x {} davon. Speckle und Einzelheiten unterscheiden sich von Aufnahme zu Aufnahme, und das zeigt sich als Veränderung</translation>
</message>
<message>
<source>'{}' cannot be brought onto the grid of the first date: {}</source>
<translation>'{}' kann nicht auf das Gitter der ersten Aufnahme gebracht werden: {}</translation>
</message>
<message>
<source>a geotransform and a CRS of both dates</source>
<translation>eine Geotransformation und ein KBS beider Aufnahmen</translation>
</message>
<message>
<source>georeference both dates (terrain correction)</source>
<translation>Georeferenzieren Sie beide Aufnahmen (Geländekorrektur)</translation>
</message>
<message>
<source>'{}' does not overlap the first date</source>
<translation>'{}' überdeckt die erste Aufnahme nicht</translation>
</message>
<message>
<source>two images of one place</source>
<translation>zwei Bilder eines Ortes</translation>
</message>
<message>
<source>choose images that overlap</source>
<translation>Wählen Sie Bilder, die sich überdecken</translation>
</message>
<message>
<source>A pixel of the first date covers {} x {} pixels of '{}'</source>
<translation>Ein Pixel der ersten Aufnahme bedeckt {} x {} Pixel von '{}'</translation>
</message>
<message>
<source>pixel sizes that differ by a factor of at most {}</source>
<translation>Pixelgrößen, die sich höchstens um den Faktor {} unterscheiden</translation>
</message>
<message>
<source>use products of one pixel size</source>
<translation>Benutzen Sie Produkte mit einer Pixelgröße</translation>
</message>
<message>
<source>A date cannot be brought onto the grid of the first{}</source>
<translation>Eine Aufnahme kann nicht auf das Gitter der ersten gebracht werden{}</translation>
</message>
<message>
<source>align it by gdalwarp first</source>
<translation>Richten Sie sie zuerst mit gdalwarp aus</translation>
</message>
<message>
<source>gdalwarp {}-te {} -tr {} {} -r bilinear {}</source>
<translation>gdalwarp {}-te {} -tr {} {} -r bilinear {}</translation>
</message>
<message>
<source>VV and VH, or the four bands of C2 (C11, Re C12, Im C12, C22)</source>
<translation>VV und VH, oder die vier Kanäle von C2 (C11, Re C12, Im C12, C22)</translation>
</message>
<message>
<source>state the band numbers (QGIS: Bands; --bands, --before-bands, --after-bands): VV,VH or C11,Re C12,Im C12,C22 (of several files one number each), or the one number of a band that its description or the file's name calls VV, VH, HH or HV</source>
<translation>Geben Sie die Kanalnummern an (QGIS: Kanäle; --bands, --before-bands, --after-bands): VV,VH oder C11,Re C12,Im C12,C22 (bei mehreren Dateien je eine Nummer), oder die eine Nummer eines Kanals, den seine Beschreibung oder der Name der Datei VV, VH, HH oder HV nennt</translation>
</message>
<message>
<source>HH and HV are taken in place of VV and VH, which the models learned from; how much worse the result is was not measured for want of such images: compare it with the original (assess)</source>
<translation>HH und HV werden anstelle von VV und VH genommen, mit denen die Modelle gelernt haben; um wie viel schlechter das Ergebnis ist, wurde mangels solcher Bilder nicht gemessen: Vergleichen Sie es mit dem Original (assess)</translation>
</message>
<message>
<source>The names of the bands of '{}' tell nothing, their values were taken: {}; state the numbers to be sure</source>
<translation>Die Namen der Kanäle von '{}' sagen nichts, ihre Werte wurden genommen: {}; geben Sie die Nummern an, um sicher zu sein</translation>
</message>
<message>
<source>{} was not found beside {} of '{}' (looked for: {})</source>
<translation>{} wurde neben {} von '{}' nicht gefunden (gesucht: {})</translation>
</message>
<message>
<source>{}. {} alone is used; if there is {}, give it (in QGIS VH file; --vh)</source>
<translation>{}. {} allein wird benutzt; wenn es {} gibt, geben Sie es an (in QGIS VH-Datei; --vh)</translation>
</message>
<message>
<source>{} has {} band(s), and neither descriptions nor file name tell what they are</source>
<translation>{} hat {} Kanäle, und weder Beschreibungen noch Dateiname sagen, was sie sind</translation>
</message>
<message>
<source>give the file of the other polarisation, too (INPUT_VH, --vh); to use one alone, rename the file for its polarisation, for example to NAME_VV.tif</source>
<translation>Geben Sie auch die Datei der anderen Polarisation an (INPUT_VH, --vh); um eine allein zu benutzen, benennen Sie die Datei nach ihrer Polarisation, zum Beispiel NAME_VV.tif</translation>
</message>
<message>
<source>{} band numbers are stated for {} files</source>
<translation>{} Kanalnummern sind für {} Dateien angegeben</translation>
</message>
<message>
<source>one number per file, or all in one file</source>
<translation>eine Nummer je Datei, oder alle in einer Datei</translation>
</message>
<message>
<source>state as many numbers as there are files, or leave them out</source>
<translation>Geben Sie so viele Nummern an, wie es Dateien gibt, oder lassen Sie sie weg</translation>
</message>
<message>
<source>The bands {} name one band twice</source>
<translation>Die Kanäle {} nennen einen Kanal zweimal</translation>
</message>
<message>
<source>correct the numbers</source>
<translation>Berichtigen Sie die Nummern</translation>
</message>
<message>
<source>a name that states {}</source>
<translation>ein Name, der {} nennt</translation>
</message>
<message>
<source>; '{}' lies there and may be it</source>
<translation>; '{}' liegt dort und könnte es sein</translation>
</message>
<message>
<source>'{}' holds VV and VH, and a VH file is given, too</source>
<translation>'{}' enthält VV und VH, und eine VH-Datei ist auch angegeben</translation>
</message>
<message>
<source>VH once</source>
<translation>VH einmal</translation>
</message>
<message>
<source>leave out the VH file, or give a first file that holds VV only</source>
<translation>Lassen Sie die VH-Datei weg, oder geben Sie eine erste Datei an, die nur VV enthält</translation>
</message>
<message>
<source>band {} is {} dB darker, as VH is</source>
<translation>Kanal {} ist {} dB dunkler, wie es VH ist</translation>
</message>
<message>
<source>{} holds {}</source>
<translation>{} enthält {}</translation>
</message>
<message>
<source>give the file of the other polarisation, too; to use other combinations, state the band numbers as VV,VH</source>
<translation>Geben Sie auch die Datei der anderen Polarisation an; um andere Zusammenstellungen zu benutzen, nennen Sie die Kanalnummern als VV,VH</translation>
</message>
<message>
<source>{} holds a full-polarisation matrix (C3 or T3)</source>
<translation>{} enthält eine vollpolarimetrische Matrix (C3 oder T3)</translation>
</message>
<message>
<source>convert it to C2 of VV and VH</source>
<translation>Wandeln Sie sie in C2 aus VV und VH um</translation>
</message>
<message>
<source>{} holds {} but no {}</source>
<translation>{} enthält {}, aber kein {}</translation>
</message>
<message>
<source>give the file of the other polarisation (INPUT_VH, --vh), or name it alike ({}..._VV.tif, ..._VH.tif) beside it</source>
<translation>Geben Sie die Datei der anderen Polarisation an (INPUT_VH, --vh), oder legen Sie sie unter gleichartigem Namen ({}..._VV.tif, ..._VH.tif) daneben</translation>
</message>
<message>
<source>one date per file</source>
<translation>eine Aufnahme je Datei</translation>
</message>
<message>
<source>give one of these files and the VH file of its date</source>
<translation>Geben Sie eine dieser Dateien und die VH-Datei ihrer Aufnahme an</translation>
</message>
<message>
<source>Band {} is stated, but '{}' has {} band(s)</source>
<translation>Kanal {} ist angegeben, aber '{}' hat {} Kanäle</translation>
</message>
<message>
<source>Band {} of '{}' alone is stated, and it is {}</source>
<translation>Kanal {} von '{}' allein ist angegeben, und er ist {}</translation>
</message>
<message>
<source>Band {} of '{}' alone is stated, and nothing tells what it is</source>
<translation>Kanal {} von '{}' allein ist angegeben, und nichts sagt, was er ist</translation>
</message>
<message>
<source>VV, VH, HH or HV in the description of the band or in the name of the file</source>
<translation>VV, VH, HH oder HV in der Beschreibung des Kanals oder im Namen der Datei</translation>
</message>
<message>
<source>rename the file, for example to NAME_VV.tif, or state two or four bands</source>
<translation>Benennen Sie die Datei um, zum Beispiel in NAME_VV.tif, oder geben Sie zwei oder vier Kanäle an</translation>
</message>
<message>
<source>The VV and VH files were exchanged: '{}' is VV by its name</source>
<translation>VV- und VH-Datei wurden vertauscht: '{}' ist nach seinem Namen VV</translation>
</message>
<message>
<source>Both files are {} by their names: '{}', '{}'</source>
<translation>Beide Dateien sind nach ihren Namen {}: '{}', '{}'</translation>
</message>
<message>
<source>the VV file and the VH file of one date</source>
<translation>die VV-Datei und die VH-Datei einer Aufnahme</translation>
</message>
<message>
<source>give the other polarisation as the second file</source>
<translation>Geben Sie die andere Polarisation als zweite Datei an</translation>
</message>
<message>
<source>The two bands of '{}' have no telling names and the same brightness</source>
<translation>Die zwei Kanäle von '{}' haben keine aussagekräftigen Namen und dieselbe Helligkeit</translation>
</message>
<message>
<source>The two bands of '{}' have no telling names, and differ by {} dB</source>
<translation>Die zwei Kanäle von '{}' haben keine aussagekräftigen Namen und unterscheiden sich um {} dB</translation>
</message>
<message>
<source>name of its source</source>
<translation>Name seiner Quelle</translation>
</message>
<message>
<source>No band of '{}' is named {}, it has {}</source>
<translation>Kein Kanal von '{}' heißt {}, es gibt {}</translation>
</message>
<message>
<source>Band {} of '{}' has no name, and no speckle</source>
<translation>Kanal {} von '{}' hat keinen Namen und keinen Speckle</translation>
</message>
<message>
<source>they cannot tell Re C12 from Im C12</source>
<translation>sie können Re C12 nicht von Im C12 unterscheiden</translation>
</message>
<message>
<source>'{}' and '{}' lie on different grids: {}</source>
<translation>'{}' und '{}' liegen auf verschiedenen Gittern: {}</translation>
</message>
<message>
<source>the same CRS, origin, pixel size and size for all dates</source>
<translation>gleiches KBS, gleicher Ursprung, gleiche Pixelgröße und gleiche Größe bei allen Aufnahmen</translation>
</message>
<message>
<source>: slopes and buildings look different from there, and that shows as change</source>
<translation>: Hänge und Gebäude sehen von dort anders aus, und das zeigt sich als Veränderung</translation>
</message>
<message>
<source>bring both onto a map grid first (terrain correction), and one onto that of the other (--align)</source>
<translation>bringen Sie zuerst beide auf ein Kartengitter (Geländekorrektur), dann eine auf das der anderen (--align)</translation>
</message>
<message>
<source>No pixel was measured on both dates: '{}' and '{}' do not overlap</source>
<translation>Kein Pixel wurde bei beiden Aufnahmen gemessen: '{}' und '{}' überdecken sich nicht</translation>
</message>
<message>
<source>two different dates</source>
<translation>zwei verschiedene Aufnahmen</translation>
</message>
<message>
<source>choose another date</source>
<translation>Wählen Sie eine andere Aufnahme</translation>
</message>
<message>
<source>The scenes' levels differ by {}: '{}' ({}) and '{}' ({}) are on different scales</source>
<translation>Die Pegel der Szenen unterscheiden sich um {}: '{}' ({}) und '{}' ({}) haben verschiedene Skalen</translation>
</message>
<message>
<source>two dates of one calibration (both sigma0, or both gamma0)</source>
<translation>zwei Aufnahmen mit einer Kalibrierung (beide sigma0, oder beide gamma0)</translation>
</message>
<message>
<source>calibrate both dates alike, or state the units of the dates one by one by converting one of them</source>
<translation>Kalibrieren Sie beide Aufnahmen gleich, oder wandeln Sie eine von ihnen um, damit ihre Einheiten einzeln bekannt sind</translation>
</message>
<message>
<source>'{}' is already despeckled; filtering it again takes detail away. Give the original image</source>
<translation>'{}' ist schon gefiltert; noch einmal filtern nimmt Einzelheiten weg. Geben Sie das Originalbild an</translation>
</message>
<message>
<source>give the file without one the georeference of the other (gdal_edit.py -a_srs -a_ullr), or correct both</source>
<translation>Geben Sie der Datei ohne Georeferenz die der anderen (gdal_edit.py -a_srs -a_ullr), oder berichtigen Sie beide</translation>
</message>
<message>
<source>{} of the pixels hold the same values on '{}' and '{}': one measurement in both, as in mosaics. No change is found there, and no date helps the other</source>
<translation>{} der Pixel haben in '{}' und '{}' dieselben Werte: beiden liegt dieselbe Messung zugrunde, wie in Mosaiken. Dort wird keine Änderung gefunden, und keine Aufnahme hilft der anderen</translation>
</message>
<message>
<source>'{}' and '{}' share their speckle: one image, calibrated or resampled in two ways. No change is found, and no date helps the other. Give images of two passes</source>
<translation>'{}' und '{}' haben denselben Speckle: ein Bild, auf zwei Arten kalibriert oder umgerechnet. Es wird keine Änderung gefunden, und keine Aufnahme hilft der anderen. Geben Sie Bilder zweier Überflüge an</translation>
</message>
<message>
<source>The speckle of '{}' is {} times weaker than that of the other date: it was filtered or averaged, or its units are others, and that shows as change. Give both dates as the same product, not filtered</source>
<translation>Der Speckle von '{}' ist {}-mal schwächer als der der anderen Aufnahme: Sie wurde gefiltert oder gemittelt, oder ihre Einheiten sind andere, und das erscheint als Veränderung. Geben Sie beide Aufnahmen als dasselbe Produkt, ungefiltert</translation>
</message>
<message>
<source>'{}' {}, compared with '{}' by its content, although both lie on one grid. What comes out says nothing: check their georeference, and that both are images of one place</source>
<translation>'{}' {}, dem Inhalt nach verglichen mit '{}', obwohl beide auf einem Gitter liegen. Was herauskommt, sagt nichts: prüfen Sie die Georeferenz, und ob beide Bilder eines Ortes sind</translation>
</message>
<message>
<source>'{}' lies {} of '{}' by its content: edges will show as change, and are blurred where the dates help each other. Register the dates to each other (SNAP: coregistration), or check their georeference</source>
<translation>'{}' liegt {} von '{}' nach seinem Inhalt: Kanten zeigen sich als Veränderung und werden unscharf, wo die Aufnahmen einander helfen. Registrieren Sie die Aufnahmen aufeinander (SNAP: coregistration), oder prüfen Sie ihre Georeferenz</translation>
</message>
<message>
<source>The scenes' levels differ by {}; check that both dates are calibrated alike</source>
<translation>Die Pegel der Szenen unterscheiden sich um {}; prüfen Sie, ob beide Aufnahmen gleich kalibriert sind</translation>
</message>
<message>
<source>The earlier image '{}' ({}) is later than '{}' ({}); check the order</source>
<translation>Das frühere Bild '{}' ({}) ist später als '{}' ({}); prüfen Sie die Reihenfolge</translation>
</message>
<message>
<source>'{}' holds {}, '{}' {}: they differ with the incidence angle and on slopes, and that shows as change. Give the same quantity of both dates</source>
<translation>'{}' enthält {}, '{}' {}: Sie unterscheiden sich mit dem Einfallswinkel und an Hängen, und das erscheint als Veränderung. Geben Sie von beiden Aufnahmen dieselbe Größe</translation>
</message>
<message>
<source>The dates are of different orbits ({}; {}){}</source>
<translation>Die Aufnahmen sind von verschiedenen Orbits ({}; {}){}</translation>
</message>
<message>
<source>'{}' and '{}' take band {} of the same file, '{}'</source>
<translation>'{}' und '{}' nehmen Kanal {} derselben Datei, '{}'</translation>
</message>
<message>
<source>choose another date; of a file that holds several dates, state the band numbers of each</source>
<translation>Wählen Sie eine andere Aufnahme; bei einer Datei mit mehreren Aufnahmen nennen Sie die Kanalnummern jeder Aufnahme</translation>
</message>
<message>
<source>give '{}' its CRS; if it is that of the other date, {}</source>
<translation>Geben Sie '{}' sein KBS; wenn es das der anderen Aufnahme ist, {}</translation>
</message>
<message>
<source>The earlier image '{}' is later than '{}' by their names; check the order</source>
<translation>Das frühere Bild '{}' ist nach den Namen später als '{}'; prüfen Sie die Reihenfolge</translation>
</message>
<message>
<source>'{}' and '{}' were taken at different times of day ({} and {}), so from different orbits{}</source>
<translation>'{}' und '{}' wurden zu verschiedenen Tageszeiten aufgenommen ({} und {}), also aus verschiedenen Orbits{}</translation>
</message>
<message>
<source>choose images that overlap, which these do not, or correct their CRS</source>
<translation>Wählen Sie Aufnahmen, die sich überlappen, was diese nicht tun, oder berichtigen Sie ihr KBS</translation>
</message>
<message>
<source>have the other dates brought onto the grid of the first (in QGIS Align other dates, on the command line --align bilinear)</source>
<translation>Lassen Sie die anderen Aufnahmen auf das Gitter der ersten bringen (in QGIS Andere Aufnahmen ausrichten, auf der Befehlszeile --align bilinear)</translation>
</message>
<message>
<source>'{}' and '{}' were taken on the same day: two products of one acquisition share their speckle and show no change</source>
<translation>'{}' und '{}' wurden am selben Tag aufgenommen: Zwei Produkte einer Aufnahme haben denselben Speckle und zeigen keine Veränderung</translation>
</message>
<message>
<source>, or do it with 'Warp (reproject)', {}</source>
<translation>, oder tun Sie es mit 'Transformieren (Reprojizieren)', {}</translation>
</message>
<message>
<source>'{}' holds no measured pixel: sampled values lie between {} and {}, which no radar measures</source>
<translation>'{}' enthält kein gemessenes Pixel: Die untersuchten Werte liegen zwischen {} und {}, was kein Radar misst</translation>
</message>
<message>
<source>backscatter in linear power, amplitude or dB</source>
<translation>Rückstreuung als lineare Leistung, Amplitude oder dB</translation>
</message>
<message>
<source>check the file, and the units if they were stated</source>
<translation>Prüfen Sie die Datei, und die Einheiten, wenn sie angegeben wurden</translation>
</message>
<message>
<source>{}: {} sampled values are infinite and are taken for nodata</source>
<translation>{}: {} Werte der Stichprobe sind unendlich und gelten als Nodata</translation>
</message>
<message>
<source>{} of the sampled pixels hold {} and are taken for measured: values cut off there, or a fill that nothing declares. If it is a fill, declare it as nodata (gdal_edit.py -a_nodata), in arrays as NaN</source>
<translation>{} der Pixel der Stichprobe haben den Wert {} und gelten als gemessen: dort abgeschnittene Werte, oder ein Füllwert, den nichts nennt. Ist es ein Füllwert, geben Sie ihn als Nodata an (gdal_edit.py -a_nodata), in Arrays als NaN</translation>
</message>
<message>
<source>{}: the mean of the input is {} of that of the powers used for it: over wide areas it lies below zero, as where more than the noise was subtracted, and is taken for 0. Subtract less noise, or none</source>
<translation>{}: das Mittel der Eingabe ist {} dessen der Leistungen, die dafür verwendet werden: über weite Flächen liegt es unter null, wie wo mehr als das Rauschen abgezogen wurde, und wird als 0 genommen. Ziehen Sie weniger Rauschen ab, oder keines</translation>
</message>
<message>
<source>{} and {} hold the same values</source>
<translation>{} und {} enthalten dieselben Werte</translation>
</message>
<message>
<source>two polarisations</source>
<translation>zwei Polarisationen</translation>
</message>
<message>
<source>give the band or file of each</source>
<translation>Geben Sie Kanal oder Datei einer jeden an</translation>
</message>
<message>
<source>VH ({}) is {} dB against VV ({}); cross-polarised backscatter is 4 to 15 dB darker. The bands look exchanged, or are one polarisation: {}</source>
<translation>VH ({}) liegt {} dB gegenüber VV ({}); kreuzpolarisierte Rückstreuung ist 4 bis 15 dB dunkler. Die Kanäle scheinen vertauscht oder eine einzige Polarisation zu sein: {}</translation>
</message>
<message>
<source>The bands of '{}' are no covariance matrix: in {} of the pixels C12 is larger than C11 and C22 allow</source>
<translation>Die Bänder von '{}' sind keine Kovarianzmatrix: In {} der Pixel ist C12 größer, als C11 und C22 erlauben</translation>
</message>
<message>
<source>C11, Re C12, Im C12, C22 in this order</source>
<translation>C11, Re C12, Im C12, C22 in dieser Reihenfolge</translation>
</message>
<message>
<source>correct the order of the bands</source>
<translation>berichtigen Sie die Reihenfolge der Bänder</translation>
</message>
<message>
<source>{} of the sampled pixels lie in areas below -35 dB in {}, under the noise of the radar, and are taken for measured: border noise of GRD products, or a fill. Remove it (SNAP: Remove GRD Border Noise), or declare it as nodata</source>
<translation>{} der Pixel der Stichprobe liegen in Flächen unter -35 dB in {}, unter dem Rauschen des Radars, und gelten als gemessen: Randrauschen von GRD-Produkten, oder ein Füllwert. Entfernen Sie es (SNAP: Remove GRD Border Noise), oder erklären Sie es zu Nodata</translation>
</message>
<message>
<source>{} holds {} over and over at column {}, row {}, {} x {} pixels, far outside all that was sampled: a fill that no file declares</source>
<translation>{} enthält immer wieder {} bei Spalte {}, Zeile {}, {} x {} Pixel, weit außerhalb aller Stichproben: ein Füllwert, den keine Datei angibt</translation>
</message>
<message>
<source>nodata that the file declares</source>
<translation>fehlende Werte, die die Datei angibt</translation>
</message>
<message>
<source>declare it (gdal_edit.py -a_nodata {}) or set it to the nodata value, of an array to NaN</source>
<translation>Geben Sie ihn an (gdal_edit.py -a_nodata {}) oder setzen Sie ihn auf den Nodata-Wert, in einem Array auf NaN</translation>
</message>
<message>
<source>The {} '{}' holds {} rasters</source>
<translation>{} '{}' enthält {} Raster</translation>
</message>
<message>
<source>'{}' is a SAFE product: uncalibrated amplitudes in radar geometry</source>
<translation>'{}' ist ein SAFE-Produkt: unkalibrierte Amplituden in Radargeometrie</translation>
</message>
<message>
<source>calibrated backscatter on a map grid</source>
<translation>kalibrierte Rückstreuung auf einem Kartengitter</translation>
</message>
<message>
<source>process it to RTC or calibrated, terrain-corrected VV and VH (SNAP, pyroSAR, HyP3, OPERA) first</source>
<translation>Verarbeiten Sie es zuerst zu RTC oder zu kalibriertem, geländekorrigiertem VV und VH (SNAP, pyroSAR, HyP3, OPERA)</translation>
</message>
<message>
<source>No input is given</source>
<translation>Keine Eingabe ist angegeben</translation>
</message>
<message>
<source>the path of a raster</source>
<translation>der Pfad eines Rasters</translation>
</message>
<message>
<source>choose a file</source>
<translation>Wählen Sie eine Datei</translation>
</message>
<message>
<source>'{}' holds {} only; {} is read from '{}' beside it</source>
<translation>'{}' enthält nur {}; {} wird aus '{}' daneben gelesen</translation>
</message>
<message>
<source>one raster, or one VV and one VH file; or a PolSARpro folder with C11.bin, C12_real.bin, C12_imag.bin and C22.bin</source>
<translation>ein Raster, oder eine VV- und eine VH-Datei; oder ein PolSARpro-Ordner mit C11.bin, C12_real.bin, C12_imag.bin und C22.bin</translation>
</message>
<message>
<source>one raster, or one VV and one VH file</source>
<translation>ein Raster, oder eine VV- und eine VH-Datei</translation>
</message>
<message>
<source>The BEAM-DIMAP product '{}' holds {}</source>
<translation>Das BEAM-DIMAP-Produkt '{}' enthält {}</translation>
</message>
<message>
<source>VV, VH, or C11, C12_real, C12_imag and C22</source>
<translation>VV, VH, oder C11, C12_real, C12_imag und C22</translation>
</message>
<message>
<source>write these bands in SNAP, or choose the .img files one by one</source>
<translation>Schreiben Sie diese Kanäle in SNAP, oder wählen Sie die .img-Dateien einzeln</translation>
</message>
<message>
<source>'{}' has {} bytes, but {} states {} x {} pixels</source>
<translation>'{}' hat {} Byte, aber {} nennt {} x {} Pixel</translation>
</message>
<message>
<source>{} bytes of 32-bit numbers</source>
<translation>{} Byte aus 32-Bit-Zahlen</translation>
</message>
<message>
<source>export the matrix again</source>
<translation>Exportieren Sie die Matrix noch einmal</translation>
</message>
<message>
<source>'{}' cannot be opened as a raster{}</source>
<translation>'{}' kann nicht als Raster geöffnet werden{}</translation>
</message>
<message>
<source>a complete file</source>
<translation>eine vollständige Datei</translation>
</message>
<message>
<source>'{}' holds C33: a full-polarisation or three-channel matrix</source>
<translation>'{}' enthält C33: eine vollpolarimetrische oder dreikanalige Matrix</translation>
</message>
<message>
<source>the dual-polarisation matrix C2 of VV and VH</source>
<translation>die dual-polarimetrische Matrix C2 aus VV und VH</translation>
</message>
<message>
<source>convert it to C2 first (PolSARpro: C3 to C2)</source>
<translation>Wandeln Sie sie zuerst in C2 um (PolSARpro: C3 to C2)</translation>
</message>
<message>
<source>'{}' lacks {}</source>
<translation>In '{}' fehlt {}</translation>
</message>
<message>
<source>C11, C12_real, C12_imag and C22 (or C11 and C22 alone)</source>
<translation>C11, C12_real, C12_imag und C22 (oder C11 und C22 allein)</translation>
</message>
<message>
<source>complete the folder</source>
<translation>Vervollständigen Sie den Ordner</translation>
</message>
<message>
<source>C11 and C22 (no C12)</source>
<translation>C11 und C22 (ohne C12)</translation>
</message>
<message>
<source>C11, C12_real, C12_imag, C22</source>
<translation>C11, C12_real, C12_imag, C22</translation>
</message>
<message>
<source>A VH file is given beside the covariance matrix in '{}', which holds VH as C22</source>
<translation>Eine VH-Datei ist neben der Kovarianzmatrix in '{}' angegeben, die VH als C22 enthält</translation>
</message>
<message>
<source>leave out the VH file</source>
<translation>Lassen Sie die VH-Datei weg</translation>
</message>
<message>
<source>'{}' is compressed as a whole</source>
<translation>'{}' ist als Ganzes komprimiert</translation>
</message>
<message>
<source>a raster that can be read in parts</source>
<translation>ein Raster, das sich in Teilen lesen lässt</translation>
</message>
<message>
<source>unpack it first</source>
<translation>Entpacken Sie es zuerst</translation>
</message>
<message>
<source>'{}' is given twice, as VV and as VH</source>
<translation>'{}' ist zweimal angegeben, als VV und als VH</translation>
</message>
<message>
<source>two files</source>
<translation>zwei Dateien</translation>
</message>
<message>
<source>give the VH file as the second</source>
<translation>Geben Sie die VH-Datei als zweite an</translation>
</message>
<message>
<source>name one of them, for example {}/{}, or have all dates of the folder despeckled as a series</source>
<translation>Nennen Sie eines davon, zum Beispiel {}/{}, oder entfernen Sie das Speckle aller Aufnahmen des Ordners als Zeitreihe</translation>
</message>
<message>
<source>name one of them, for example {}/{}, or unpack it and have all its dates despeckled as a series</source>
<translation>Nennen Sie eines davon, zum Beispiel {}/{}, oder entpacken Sie es und entfernen Sie das Speckle aller Aufnahmen als Zeitreihe</translation>
</message>
<message>
<source>choose the file of the raster</source>
<translation>Wählen Sie die Datei des Rasters</translation>
</message>
<message>
<source>'{}' has no header '{}', and '{}' beside it does not tell its size</source>
<translation>'{}' hat keine Kopfdatei '{}', und '{}' daneben nennt seine Größe nicht</translation>
</message>
<message>
<source>an ENVI header (.hdr), or PolSARpro's config.txt with Nrow and Ncol</source>
<translation>eine ENVI-Kopfdatei (.hdr), oder config.txt von PolSARpro mit Nrow und Ncol</translation>
</message>
<message>
<source>export the matrix again with headers (PolSARpro: Tools, ENVI header files)</source>
<translation>Exportieren Sie die Matrix noch einmal mit Kopfdateien (PolSARpro: Tools, ENVI header files)</translation>
</message>
<message>
<source>'{}': covariance matrix in one file per element, {}</source>
<translation>'{}': Kovarianzmatrix mit einer Datei je Element, {}</translation>
</message>
<message>
<source>{}: {} of {} sampled values are no backscatter ({}{}) and are taken for nodata</source>
<translation>{}: {} von {} untersuchten Werten sind keine Rückstreuung ({}{}) und gelten als NoData</translation>
</message>
<message>
<source>{}: {} of the values, from {} to {}, do not go with the others as {}</source>
<translation>{}: {} der Werte, von {} bis {}, passen nicht zu den anderen als {}</translation>
</message>
<message>
<source>one unit for all pixels</source>
<translation>eine Einheit für alle Pixel</translation>
</message>
<message>
<source>bring all parts of the image to one unit</source>
<translation>Bringen Sie alle Teile des Bildes auf eine Einheit</translation>
</message>
<message>
<source> (GDAL gives no reason)</source>
<translation> (GDAL nennt keinen Grund)</translation>
</message>
<message>
<source>'{}' band {} cannot be read at column {}, row {}, {} x {} pixels{}</source>
<translation>'{}' Kanal {} kann bei Spalte {}, Zeile {}, {} x {} Pixel nicht gelesen werden{}</translation>
</message>
<message>
<source>download or export the file again; it is probably truncated or damaged</source>
<translation>Laden oder exportieren Sie die Datei noch einmal; sie ist wahrscheinlich abgeschnitten oder beschädigt</translation>
</message>
<message>
<source>'{}' cannot be opened again{}</source>
<translation>'{}' kann nicht wieder geöffnet werden{}</translation>
</message>
<message>
<source>check the free space of the disk</source>
<translation>Prüfen Sie den freien Platz der Platte</translation>
</message>
<message>
<source>The output cannot be written{}</source>
<translation>Die Ausgabe kann nicht geschrieben werden{}</translation>
</message>
<message>
<source>check the free space and the rights of its folder</source>
<translation>Prüfen Sie den freien Platz und die Rechte des Ordners</translation>
</message>
<message>
<source>'{}' cannot be written{}</source>
<translation>'{}' kann nicht geschrieben werden{}</translation>
</message>
<message>
<source>The Python bindings of GDAL cannot be imported ({})</source>
<translation>Die Python-Anbindung von GDAL kann nicht importiert werden ({})</translation>
</message>
<message>
<source>the module osgeo.gdal</source>
<translation>das Modul osgeo.gdal</translation>
</message>
<message>
<source>install them ('apt-get install python3-gdal' on Debian and Ubuntu, 'conda install gdal' elsewhere) or use the Python of QGIS, which holds them</source>
<translation>Installieren Sie sie ('apt-get install python3-gdal' auf Debian und Ubuntu, sonst 'conda install gdal'), oder benutzen Sie das Python von QGIS, das sie enthält</translation>
</message>
<message>
<source>xmin,ymin,xmax,ymax, in the raster's CRS or followed by one, for example 13.1,52.3,13.7,52.7 EPSG:4326</source>
<translation>xmin,ymin,xmax,ymax, im KBS des Rasters oder gefolgt von einem, zum Beispiel 13.1,52.3,13.7,52.7 EPSG:4326</translation>
</message>
<message>
<source>The extent is '{}'</source>
<translation>Die Ausdehnung ist '{}'</translation>
</message>
<message>
<source>correct the extent</source>
<translation>Berichtigen Sie die Ausdehnung</translation>
</message>
<message>
<source>An extent is given, but '{}' has no CRS</source>
<translation>Eine Ausdehnung ist angegeben, aber '{}' hat kein KBS</translation>
</message>
<message>
<source>An extent is given, but '{}' has no geotransform</source>
<translation>Eine Ausdehnung ist angegeben, aber '{}' hat keine Geotransformation</translation>
</message>
<message>
<source>a georeferenced raster</source>
<translation>ein georeferenziertes Raster</translation>
</message>
<message>
<source>leave out the extent, or georeference the raster</source>
<translation>Lassen Sie die Ausdehnung weg, oder georeferenzieren Sie das Raster</translation>
</message>
<message>
<source>The extent {} cannot be transformed to {}</source>
<translation>Die Ausdehnung {} kann nicht nach {} umgerechnet werden</translation>
</message>
<message>
<source>The extent {} lies outside '{}', which covers {},{},{},{} {}</source>
<translation>Die Ausdehnung {} liegt außerhalb von '{}', das {},{},{},{} {} bedeckt</translation>
</message>
<message>
<source>an extent that meets the raster</source>
<translation>eine Ausdehnung, die das Raster trifft</translation>
</message>
<message>
<source>correct the extent, or its CRS</source>
<translation>Berichtigen Sie die Ausdehnung, oder ihr KBS</translation>
</message>
<message>
<source>size {} x {} against {} x {} pixels</source>
<translation>Größe {} x {} gegen {} x {} Pixel</translation>
</message>
<message>
<source>origin ({}, {}) against ({}, {})</source>
<translation>Ursprung ({}, {}) gegen ({}, {})</translation>
</message>
<message>
<source>by ground control points</source>
<translation>durch Passpunkte</translation>
</message>
<message>
<source>The CRS of the extent is '{}'</source>
<translation>Das KBS der Ausdehnung ist '{}'</translation>
</message>
<message>
<source>a CRS such as EPSG:4326</source>
<translation>ein KBS wie EPSG:4326</translation>
</message>
<message>
<source>other rational polynomials (RPC)</source>
<translation>andere rationale Polynome (RPC)</translation>
</message>
<message>
<source>other ground control points</source>
<translation>andere Passpunkte</translation>
</message>
<message>
<source>a GeoTIFF: .tif or .tiff (others lose the values)</source>
<translation>ein GeoTIFF: .tif oder .tiff (andere verlieren die Werte)</translation>
</message>
<message>
<source>a vector file: .gpkg, .geojson or .fgb</source>
<translation>eine Vektordatei: .gpkg, .geojson oder .fgb</translation>
</message>
<message>
<source>an HTML page: .html or .htm</source>
<translation>eine HTML-Seite: .html oder .htm</translation>
</message>
<message>
<source>The name of the output '{}...' has {} characters or a zero byte</source>
<translation>Der Name der Ausgabe '{}...' hat {} Zeichen oder ein Null-Byte</translation>
</message>
<message>
<source>a name in UTF-8 of at most {} bytes</source>
<translation>ein Name in UTF-8 von höchstens {} Byte</translation>
</message>
<message>
<source>The output '{}' lies in a virtual file system of GDAL</source>
<translation>Die Ausgabe '{}' liegt in einem virtuellen Dateisystem von GDAL</translation>
</message>
<message>
<source>a file of this machine</source>
<translation>eine Datei auf diesem Rechner</translation>
</message>
<message>
<source>write it to a folder here, and copy it</source>
<translation>Schreiben Sie sie in einen Ordner hier, und kopieren Sie sie</translation>
</message>
<message>
<source>The output '{}' is a folder</source>
<translation>Die Ausgabe '{}' ist ein Ordner</translation>
</message>
<message>
<source>a file</source>
<translation>eine Datei</translation>
</message>
<message>
<source>add the name of a file</source>
<translation>Ergänzen Sie den Namen einer Datei</translation>
</message>
<message>
<source>The output '{}' has the extension '{}'</source>
<translation>Die Ausgabe '{}' hat die Endung '{}'</translation>
</message>
<message>
<source>name it '{}'; convert it afterwards if you need another format</source>
<translation>Nennen Sie sie '{}'; wandeln Sie sie danach um, wenn Sie ein anderes Format brauchen</translation>
</message>
<message>
<source>The folder '{}' of the output '{}' does not exist</source>
<translation>Den Ordner '{}' der Ausgabe '{}' gibt es nicht</translation>
</message>
<message>
<source>an existing folder</source>
<translation>ein vorhandener Ordner</translation>
</message>
<message>
<source>create it, or choose another one</source>
<translation>Legen Sie ihn an, oder wählen Sie einen anderen</translation>
</message>
<message>
<source>The output '{}' may not be written</source>
<translation>Die Ausgabe '{}' darf nicht geschrieben werden</translation>
</message>
<message>
<source>a folder and file you may write to</source>
<translation>ein Ordner und eine Datei, in die Sie schreiben dürfen</translation>
</message>
<message>
<source>choose another folder, or change the rights</source>
<translation>Wählen Sie einen anderen Ordner, oder ändern Sie die Rechte</translation>
</message>
<message>
<source>The output '{}' is named twice</source>
<translation>Die Ausgabe '{}' ist zweimal genannt</translation>
</message>
<message>
<source>one file per output</source>
<translation>eine Datei je Ausgabe</translation>
</message>
<message>
<source>choose different names</source>
<translation>Wählen Sie verschiedene Namen</translation>
</message>
<message>
<source>The outputs are complete, but not their side files: {}</source>
<translation>Die Ausgaben sind vollständig, nicht aber ihre Begleitdateien: {}</translation>
</message>
<message>
<source>files nothing else holds open</source>
<translation>Dateien, die nichts anderes geöffnet hält</translation>
</message>
<message>
<source>close what uses them, or leave out the creation option</source>
<translation>Schließen Sie, was sie benutzt, oder lassen Sie die Erzeugungsoption weg</translation>
</message>
<message>
<source>The output '{}' is also an input</source>
<translation>Die Ausgabe '{}' ist auch eine Eingabe</translation>
</message>
<message>
<source>an output of its own, inputs are never changed</source>
<translation>eine eigene Ausgabe, Eingaben werden nie verändert</translation>
</message>
<message>
<source>choose another name for the output</source>
<translation>Wählen Sie einen anderen Namen für die Ausgabe</translation>
</message>
<message>
<source>The input '{}' has the name of a side file of the output '{}', which would replace it</source>
<translation>Die Eingabe '{}' heißt wie eine Begleitdatei der Ausgabe '{}', die sie ersetzen würde</translation>
</message>
<message>
<source>The output '{}' cannot be replaced ({})</source>
<translation>Die Ausgabe '{}' kann nicht ersetzt werden ({})</translation>
</message>
<message>
<source>a file nothing else holds open</source>
<translation>eine Datei, die nichts anderes geöffnet hält</translation>
</message>
<message>
<source>remove the layer from QGIS if it shows an older version, or choose another name</source>
<translation>Entfernen Sie den Layer aus QGIS, wenn er eine ältere Fassung zeigt, oder wählen Sie einen anderen Namen</translation>
</message>
<message>
<source>'{}' cannot be put in place ({}). The results are complete and kept as {}</source>
<translation>'{}' kann nicht an seinen Platz gebracht werden ({}). Die Ergebnisse sind vollständig und behalten als {}</translation>
</message>
<message>
<source>'{}' cannot be put in place ({}). The results are complete and kept as {}, in a folder that was moved or removed during the run</source>
<translation>'{}' kann nicht an seinen Platz gebracht werden ({}). Die Ergebnisse sind vollständig und behalten als {}, in einem Ordner, der während des Laufs verschoben oder entfernt wurde</translation>
</message>
<message>
<source>a folder that stays, in which you may write, and a file that nothing else holds open</source>
<translation>ein Ordner, der bleibt und in den Sie schreiben dürfen, und eine Datei, die nichts anderes geöffnet hält</translation>
</message>
<message>
<source>rename the kept files; first remove the layer from QGIS if it shows an older version</source>
<translation>Benennen Sie die behaltenen Dateien um; entfernen Sie zuerst den Layer aus QGIS, wenn er eine ältere Fassung zeigt</translation>
</message>
<message>
<source>The output '{}' holds {} layers: {}. They would be lost</source>
<translation>Die Ausgabe '{}' enthält {} Layer: {}. Sie gingen verloren</translation>
</message>
<message>
<source>a file of its own for the polygons</source>
<translation>eine eigene Datei für die Polygone</translation>
</message>
<message>
<source>choose another name, or remove the file first</source>
<translation>Wählen Sie einen anderen Namen, oder entfernen Sie zuerst die Datei</translation>
</message>
<message>
<source>The negative values of '{}' are taken for decibels, but level, ratio of VV to VH and speckle are those of half as many: 10 log10 of amplitude, or another logarithm. If so, what comes out is wrong: calculate 10 log10 of power, which is twice 10 log10 of amplitude and 4.34 times the natural logarithm of power. If they are right, state the units</source>
<translation>Die negativen Werte von '{}' werden für Dezibel gehalten, aber Pegel, Verhältnis von VV zu VH und Speckle sind die von halb so vielen: 10 log10 der Amplitude, oder ein anderer Logarithmus. Dann ist falsch, was herauskommt: Berechnen Sie 10 log10 der Leistung, das Doppelte von 10 log10 der Amplitude und das 4.34-Fache des natürlichen Logarithmus der Leistung. Wenn sie stimmen, geben Sie die Einheiten an</translation>
</message>
<message>
<source>The negative values of '{}' are taken for decibels, but level, ratio of VV to VH and speckle are those of twice as many: 20 log10 of power. If so, what comes out is wrong: halve them. If they are right, state the units</source>
<translation>Die negativen Werte von '{}' werden für Dezibel gehalten, aber Pegel, Verhältnis von VV zu VH und Speckle sind die von doppelt so vielen: 20 log10 der Leistung. Dann ist falsch, was herauskommt: Halbieren Sie sie. Wenn sie stimmen, geben Sie die Einheiten an</translation>
</message>
<message>
<source>{} says that '{}' holds {}, but level, ratio of VV to VH and speckle are those of {}. If so, what comes out is wrong: state the units</source>
<translation>{} sagt, dass '{}' {} enthält, aber Pegel, Verhältnis von VV zu VH und Speckle sind die von {}. Dann ist falsch, was herauskommt: Geben Sie die Einheiten an</translation>
</message>
<message>
<source>'{}' is read as {}</source>
<translation>'{}' wird gelesen als {}</translation>
</message>
<message>
<source>{} and {} are of different dates by their names</source>
<translation>{} und {} sind nach ihren Namen von verschiedenen Aufnahmen</translation>
</message>
<message>
<source>'{}' is an image of {} by its name or metadata: the models learned from Sentinel-1 (C band, VV and VH), how good the result is was not measured</source>
<translation>'{}' ist nach Name oder Metadaten ein Bild von {}: Die Modelle haben an Sentinel-1 gelernt (C-Band, VV und VH), wie gut das Ergebnis ist, wurde nicht gemessen</translation>
</message>
<message>
<source>'{}' and '{}', of one date, lie on different grids: {}</source>
<translation>'{}' und '{}', von einer Aufnahme, liegen auf verschiedenen Gittern: {}</translation>
</message>
<message>
<source>one grid for all files of a date</source>
<translation>ein Gitter für alle Dateien einer Aufnahme</translation>
</message>
<message>
<source>choose files of the same product, or bring one onto the other's grid with 'Warp (reproject)'</source>
<translation>Wählen Sie Dateien desselben Produkts, oder bringen Sie eine mit 'Transformieren (Reprojizieren)' auf das Gitter der anderen</translation>
</message>
<message>
<source>'{}' has no georeference; that of '{}' is used</source>
<translation>'{}' hat keine Georeferenz; die von '{}' wird benutzt</translation>
</message>
<message>
<source>mirrored left to right</source>
<translation>von links nach rechts gespiegelt</translation>
</message>
<message>
<source>mirrored top to bottom</source>
<translation>von oben nach unten gespiegelt</translation>
</message>
<message>
<source>turned by 180 degrees</source>
<translation>um 180 Grad gedreht</translation>
</message>
<message>
<source>with rows and columns exchanged</source>
<translation>mit vertauschten Zeilen und Spalten</translation>
</message>
<message>
<source>turned by 90 degrees to the left</source>
<translation>um 90 Grad nach links gedreht</translation>
</message>
<message>
<source>turned by 90 degrees to the right</source>
<translation>um 90 Grad nach rechts gedreht</translation>
</message>
<message>
<source>turned by 180 degrees, with rows and columns exchanged</source>
<translation>um 180 Grad gedreht, mit vertauschten Zeilen und Spalten</translation>
</message>
<message>
<source>shows the same ground {}</source>
<translation>zeigt denselben Boden {}</translation>
</message>
<message>
<source>shows other ground, none of the structure is the same</source>
<translation>zeigt anderen Boden, keine der Strukturen ist dieselbe</translation>
</message>
<message>
<source>'{}' is an output of this software ({}), not backscatter</source>
<translation>'{}' ist eine Ausgabe dieser Software ({}), keine Rückstreuung</translation>
</message>
<message>
<source>an image of one date</source>
<translation>ein Bild einer Aufnahme</translation>
</message>
<message>
<source>give the original image of the satellite</source>
<translation>Geben Sie das Originalbild des Satelliten an</translation>
</message>
<message>
<source>'{}' holds complex numbers (single-look complex data)</source>
<translation>'{}' enthält komplexe Zahlen (SLC-Daten)</translation>
</message>
<message>
<source>intensity or amplitude of VV and VH, or the covariance matrix C2, in real numbers</source>
<translation>Intensität oder Amplitude von VV und VH, oder die Kovarianzmatrix C2, in reellen Zahlen</translation>
</message>
<message>
<source>calibrate it and form C2 (SNAP: Polarimetric Matrix Generation, C2) or multilook to intensity first</source>
<translation>Kalibrieren Sie es und bilden Sie zuerst C2 (SNAP: Polarimetric Matrix Generation, C2), oder mitteln Sie es zur Intensität (multilook)</translation>
</message>
<message>
<source>'{}' is an 8-bit picture with {} band(s): stretched for display, its backscatter is lost</source>
<translation>'{}' ist ein 8-Bit-Bild mit {} Kanälen: für die Anzeige gestreckt, seine Rückstreuung ist verloren</translation>
</message>
<message>
<source>backscatter as 32-bit numbers (or 16-bit amplitudes), VV and VH or the four bands of C2</source>
<translation>Rückstreuung als 32-Bit-Zahlen (oder 16-Bit-Amplituden), VV und VH oder die vier Kanäle von C2</translation>
</message>
<message>
<source>export the raw values (in QGIS: Save As, raw data; not 'rendered image')</source>
<translation>Exportieren Sie die Rohwerte (in QGIS: Speichern als, Rohdaten; nicht 'gerendertes Bild')</translation>
</message>
<message>
<source>The name of the input has {} characters or a zero byte</source>
<translation>Der Name der Eingabe hat {} Zeichen oder ein Null-Byte</translation>
</message>
<message>
<source>a path</source>
<translation>ein Pfad</translation>
</message>
<message>
<source>The name '{}' holds bytes that are no UTF-8</source>
<translation>Der Name '{}' enthält Bytes, die kein UTF-8 sind</translation>
</message>
<message>
<source>a name that GDAL can open</source>
<translation>ein Name, den GDAL öffnen kann</translation>
</message>
<message>
<source>rename the file</source>
<translation>Benennen Sie die Datei um</translation>
</message>
<message>
<source>a raster that GDAL reads, for example a GeoTIFF</source>
<translation>ein Raster, das GDAL liest, zum Beispiel ein GeoTIFF</translation>
</message>
<message>
<source>if these are raw data, put their ENVI header '{}' beside the file</source>
<translation>wenn dies Rohdaten sind, legen Sie ihre ENVI-Kopfdatei '{}' neben die Datei</translation>
</message>
<message>
<source>write a cube of several dates to netCDF: gdalmdimtranslate NAME.zarr NAME.nc, or xarray's to_netcdf</source>
<translation>Schreiben Sie einen Würfel mehrerer Daten nach netCDF: gdalmdimtranslate NAME.zarr NAME.nc, oder to_netcdf von xarray</translation>
</message>
<message>
<source>check the path, and that the file is complete (download or export it again)</source>
<translation>Prüfen Sie den Pfad, und ob die Datei vollständig ist (laden oder exportieren Sie sie noch einmal)</translation>
</message>
<message>
<source>The description of '{}' is damaged{}</source>
<translation>Die Beschreibung von '{}' ist beschädigt{}</translation>
</message>
<message>
<source>a sound file</source>
<translation>eine unversehrte Datei</translation>
</message>
<message>
<source>download or export it again</source>
<translation>Laden oder exportieren Sie sie noch einmal</translation>
</message>
<message>
<source>'{}' holds no raster of its own but {} sub-datasets</source>
<translation>'{}' enthält kein eigenes Raster, sondern {} Unterdatensätze</translation>
</message>
<message>
<source>'{}' holds no raster of its own</source>
<translation>'{}' enthält kein eigenes Raster</translation>
</message>
<message>
<source>one raster</source>
<translation>ein Raster</translation>
</message>
<message>
<source>choose a sub-dataset, for example {}</source>
<translation>Wählen Sie einen Unterdatensatz, zum Beispiel {}</translation>
</message>
<message>
<source>choose another file</source>
<translation>Wählen Sie eine andere Datei</translation>
</message>
<message>
<source>'{}' claims {} x {} pixels and {} bands: about {} hours of one processor core, and {} GB of despeckled VV and VH</source>
<translation>'{}' gibt {} x {} Pixel und {} Kanäle an: etwa {} Stunden eines Prozessorkerns, und {} GB gefiltertes VV und VH</translation>
</message>
<message>
<source>at most {} pixels and {} bands</source>
<translation>höchstens {} Pixel und {} Kanäle</translation>
</message>
<message>
<source>check the file; cut a mosaic of this size into parts (gdal_translate -projwin)</source>
<translation>Prüfen Sie die Datei; zerlegen Sie ein Mosaik dieser Größe (gdal_translate -projwin)</translation>
</message>
<message>
<source>'{}' has {} bytes, its header states {}: it was cut off</source>
<translation>'{}' hat {} Bytes, sein Header nennt {}: die Datei wurde abgeschnitten</translation>
</message>
<message>
<source>copy or export it again</source>
<translation>kopieren oder exportieren Sie sie neu</translation>
</message>
<message>
<source>The server of '{}' does not give the file ({})</source>
<translation>Der Server von '{}' gibt die Datei nicht her ({})</translation>
</message>
<message>
<source>the file, and in time</source>
<translation>die Datei, und rechtzeitig</translation>
</message>
<message>
<source>check address, signature and network; GDAL_HTTP_TIMEOUT and GDAL_HTTP_LOW_SPEED_TIME, in seconds, say how long to wait</source>
<translation>Prüfen Sie Adresse, Signatur und Netz; GDAL_HTTP_TIMEOUT und GDAL_HTTP_LOW_SPEED_TIME, in Sekunden, sagen, wie lange gewartet wird</translation>
</message>
<message>
<source>'{}' is a virtual raster (VRT) under another extension; it may read any other file</source>
<translation>'{}' ist ein virtuelles Raster (VRT) unter anderer Endung; es kann jede andere Datei lesen</translation>
</message>
<message>
<source>the file to be what its name says</source>
<translation>dass die Datei ist, was ihr Name sagt</translation>
</message>
<message>
<source>give it the extension .vrt if you trust it</source>
<translation>Geben Sie ihr die Endung .vrt, wenn Sie ihr vertrauen</translation>
</message>
<message>
<source>'{}' holds no measured pixel: all {} x {} are nodata, masked, not a number or 0</source>
<translation>'{}' enthält kein gemessenes Pixel: Alle {} x {} sind NoData, maskiert, keine Zahl oder 0</translation>
</message>
<message>
<source>backscatter in at least one pixel</source>
<translation>Rückstreuung in mindestens einem Pixel</translation>
</message>
<message>
<source>{}: all values are 0</source>
<translation>{}: alle Werte sind 0</translation>
</message>
<message>
<source>backscatter in both bands</source>
<translation>Rückstreuung in beiden Kanälen</translation>
</message>
<message>
<source>give the other one alone, or check the arrays</source>
<translation>Geben Sie nur die andere an, oder prüfen Sie die Arrays</translation>
</message>
<message>
<source>check the file; to use the other band alone, state its number (--bands)</source>
<translation>Prüfen Sie die Datei; um den anderen Kanal allein zu verwenden, geben Sie seine Nummer an (--bands)</translation>
</message>
<message>
<source>check the file and its nodata value ({})</source>
<translation>Prüfen Sie die Datei und ihren NoData-Wert ({})</translation>
</message>
<message>
<source>state the units: linear (power: sigma0, gamma0), db (decibels), or amplitude (root of power; the digital numbers of a GRD product); in QGIS Units of the input, on the command line --units</source>
<translation>Geben Sie die Einheiten an: linear (Leistung: sigma0, gamma0), db (Dezibel) oder amplitude (Wurzel der Leistung; die Zahlenwerte eines GRD-Produkts); in QGIS Einheiten der Eingabe, auf der Befehlszeile --units</translation>
</message>
<message>
<source>'{}' holds only whole numbers from {} to {}: an 8-bit picture stretched for display, stored in a wider type</source>
<translation>'{}' enthält nur ganze Zahlen von {} bis {}: ein 8-Bit-Bild, für die Anzeige gestreckt, in einem breiteren Typ gespeichert</translation>
</message>
<message>
<source>backscatter (power, dB or amplitude)</source>
<translation>Rückstreuung (Leistung, dB oder Amplitude)</translation>
</message>
<message>
<source>export the raw values instead of the rendered image; if these are digital numbers of a calm scene, state the units</source>
<translation>Exportieren Sie die Rohwerte statt des gerenderten Bildes; wenn dies Zahlenwerte einer ruhigen Szene sind, geben Sie die Einheiten an</translation>
</message>
<message>
<source>The bands state different units: {}</source>
<translation>Die Kanäle nennen verschiedene Einheiten: {}</translation>
</message>
<message>
<source>one unit for all bands of a date</source>
<translation>eine Einheit für alle Kanäle einer Aufnahme</translation>
</message>
<message>
<source>choose bands of one unit, or state the units</source>
<translation>Wählen Sie Kanäle einer Einheit, oder geben Sie die Einheiten an</translation>
</message>
<message>
<source>The units of '{}' cannot be told: {} are negative, median {}</source>
<translation>Die Einheiten von '{}' lassen sich nicht erkennen: {} sind negativ, Median {}</translation>
</message>
<message>
<source>linear power or amplitude (hardly any negative value) or dB (mostly negative, -60 to 20)</source>
<translation>lineare Leistung oder Amplitude (kaum ein negativer Wert) oder dB (meist negativ, -60 bis 20)</translation>
</message>
<message>
<source>The units of '{}' cannot be told: {}, median {}. As power {} would have {} dB, as amplitude {} dB</source>
<translation>Die Einheiten von '{}' lassen sich nicht erkennen: {}, Median {}. Als Leistung hätte {} {} dB, als Amplitude {} dB</translation>
</message>
<message>
<source>units that the file or the user states</source>
<translation>Einheiten, die die Datei oder der Benutzer nennt</translation>
</message>
<message>
<source>no negative values, median {}, and level, ratio and speckle of power; amplitudes must be stated</source>
<translation>keine negativen Werte, Median {}, und Pegel, Verhältnis und Speckle von Leistung; Amplituden müssen angegeben werden</translation>
</message>
<message>
<source>'{}' is read as the covariance matrix C2, but {}</source>
<translation>'{}' wird als Kovarianzmatrix C2 gelesen, aber {}</translation>
</message>
<message>
<source>C2 in linear power (C12 has no meaning in dB or amplitude)</source>
<translation>C2 in linearer Leistung (C12 hat in dB oder Amplitude keinen Sinn)</translation>
</message>
<message>
<source>give C2 in linear power, or name only the VV and VH bands</source>
<translation>Geben Sie C2 in linearer Leistung an, oder nennen Sie nur die Kanäle VV und VH</translation>
</message>
<message>
<source>a covariance matrix is linear power</source>
<translation>eine Kovarianzmatrix ist lineare Leistung</translation>
</message>
<message>
<source>'{}': the {} are db, but no value is negative, median {}: decibels without their sign, 12 for -12 dB</source>
<translation>'{}': {} sind db, aber kein Wert ist negativ, Median {}: Dezibel ohne ihr Vorzeichen, 12 statt -12 dB</translation>
</message>
<message>
<source>mostly negative values in dB</source>
<translation>meist negative Werte in dB</translation>
</message>
<message>
<source>multiply the values by -1, or export them again</source>
<translation>multiplizieren Sie die Werte mit -1, oder exportieren Sie sie neu</translation>
</message>
<message>
<source>the unit of band {}</source>
<translation>die Einheit von Kanal {}</translation>
</message>
<message>
<source>as stated by the user{}</source>
<translation>wie vom Benutzer angegeben{}</translation>
</message>
<message>
<source>small negative values, as subtraction of the noise leaves in linear power</source>
<translation>kleine negative Werte, wie sie der Abzug des Rauschens in linearer Leistung hinterlässt</translation>
</message>
<message>
<source>'{}' looks like decibels times {}: median {}</source>
<translation>'{}' sieht aus wie Dezibel mal {}: Median {}</translation>
</message>
<message>
<source>decibels, or a scale of {} in the file (stated: {})</source>
<translation>Dezibel, oder ein Skalenfaktor {} in der Datei (angegeben: {})</translation>
</message>
<message>
<source>decibels, or a scale of {} in the file</source>
<translation>Dezibel, oder ein Skalenfaktor {} in der Datei</translation>
</message>
<message>
<source>divide by {}, or state the scale in a copy of the file: gdal_translate -a_scale {} '{}' scaled.tif, and use the copy</source>
<translation>Teilen Sie durch {}, oder geben Sie den Skalenfaktor in einer Kopie der Datei an: gdal_translate -a_scale {} '{}' scaled.tif, und benutzen Sie die Kopie</translation>
</message>
<message>
<source>C11 or C22 have negative values</source>
<translation>C11 oder C22 haben negative Werte</translation>
</message>
<message>
<source>no negative values in {}</source>
<translation>keine negativen Werte in {}</translation>
</message>
<message>
<source>no value is negative, median {}</source>
<translation>kein Wert ist negativ, Median {}</translation>
</message>
<message>
<source>the values reach from {} to {}</source>
<translation>die Werte reichen von {} bis {}</translation>
</message>
<message>
<source>values from about -60 to 20 in dB</source>
<translation>Werte von etwa -60 bis 20 in dB</translation>
</message>
<message>
<source>'{}': the {} are {}, but {}</source>
<translation>'{}': {} sind {}, aber {}</translation>
</message>
<message>
<source>state the units that fit the values</source>
<translation>Geben Sie die Einheiten an, die zu den Werten passen</translation>
</message>
<message>
<source>{} describes a web service or database ({})</source>
<translation>{} beschreibt einen Webdienst oder eine Datenbank ({})</translation>
</message>
<message>
<source>a raster file</source>
<translation>eine Rasterdatei</translation>
</message>
<message>
<source>download the data, or export the layer to a GeoTIFF first</source>
<translation>Laden Sie die Daten herunter, oder exportieren Sie zuerst den Layer in ein GeoTIFF</translation>
</message>
<message>
<source>reads the bytes of any file as pixels</source>
<translation>liest die Bytes beliebiger Dateien als Pixel</translation>
</message>
<message>
<source>runs functions on its pixels</source>
<translation>führt Funktionen auf seinen Pixeln aus</translation>
</message>
<message>
<source>'{}' is a virtual raster that reads {} files</source>
<translation>'{}' ist ein virtuelles Raster, das {} Dateien liest</translation>
</message>
<message>
<source>write it to a GeoTIFF, or build it from the files themselves</source>
<translation>Schreiben Sie es in ein GeoTIFF, oder bauen Sie es aus den Dateien selbst</translation>
</message>
<message>
<source>'{}' is a virtual raster that reads itself, or is nested more than {} times</source>
<translation>'{}' ist ein virtuelles Raster, das sich selbst liest, oder mehr als {}-fach verschachtelt ist</translation>
</message>
<message>
<source>a virtual raster of raster files</source>
<translation>ein virtuelles Raster aus Rasterdateien</translation>
</message>
<message>
<source>build it from the files themselves</source>
<translation>Bauen Sie es aus den Dateien selbst</translation>
</message>
<message>
<source>The virtual raster '{}' reads '{}', which</source>
<translation>Das virtuelle Raster '{}' liest '{}', und dies</translation>
</message>
<message>
<source>{} is put together from ranges of other files</source>
<translation>{} ist aus Abschnitten anderer Dateien zusammengesetzt</translation>
</message>
<message>
<source>write it to a GeoTIFF with gdal_translate if you trust it</source>
<translation>Schreiben Sie es mit gdal_translate in ein GeoTIFF, wenn Sie ihm vertrauen</translation>
</message>
<message>
<source>{} is an address in memory</source>
<translation>{} ist eine Adresse im Arbeitsspeicher</translation>
</message>
<message>
<source>save it to a file first</source>
<translation>Speichern Sie es zuerst in eine Datei</translation>
</message>
<message>
<source>{} is neither a file nor a folder</source>
<translation>{} ist weder eine Datei noch ein Ordner</translation>
</message>
<message>
<source>save the data to a file first</source>
<translation>Speichern Sie die Daten zuerst in eine Datei</translation>
</message>
<message>
<source>'{}' is a virtual raster of more than {} MB</source>
<translation>'{}' ist ein virtuelles Raster von mehr als {} MB</translation>
</message>
<message>
<source>less</source>
<translation>weniger</translation>
</message>
<message>
<source>'{}' is a virtual raster that {}</source>
<translation>'{}' ist ein virtuelles Raster und {}</translation>
</message>
<message>
<source>a virtual raster of whole raster files</source>
<translation>ein virtuelles Raster aus ganzen Rasterdateien</translation>
</message>
<message>
<source>it cuts values to fewer bits</source>
<translation>sie kürzt Werte auf weniger Bits</translation>
</message>
<message>
<source>it drops the last bits of the values</source>
<translation>sie lässt die letzten Bits der Werte weg</translation>
</message>
<message>
<source>it changes the meaning of the values</source>
<translation>sie ändert die Bedeutung der Werte</translation>
</message>
<message>
<source>it turns a measured band into a mask</source>
<translation>sie macht aus einem gemessenen Kanal eine Maske</translation>
</message>
<message>
<source>it turns measured bands into colours</source>
<translation>sie macht aus gemessenen Kanälen Farben</translation>
</message>
<message>
<source>it leaves out georeference, nodata or band names</source>
<translation>sie lässt Georeferenz, NoData oder Kanalnamen weg</translation>
</message>
<message>
<source>blocks that are left out may be read as zeros</source>
<translation>Blöcke, die weggelassen werden, können als Nullen gelesen werden</translation>
</message>
<message>
<source>the file is written out of order</source>
<translation>die Datei wird nicht der Reihe nach geschrieben</translation>
</message>
<message>
<source>there is no source with overviews</source>
<translation>es gibt keine Quelle mit Übersichten</translation>
</message>
<message>
<source>blocks that are written in parts would be read wrongly</source>
<translation>Blöcke, die in Teilen geschrieben werden, würden falsch gelesen</translation>
</message>
<message>
<source>this compression is lossy, or not for floating-point numbers</source>
<translation>diese Kompression ist verlustbehaftet, oder nicht für Gleitkommazahlen</translation>
</message>
<message>
<source>it allows errors in the values</source>
<translation>sie lässt Fehler in den Werten zu</translation>
</message>
<message>
<source>it belongs to a lossy compression</source>
<translation>sie gehört zu einer verlustbehafteten Kompression</translation>
</message>
<message>
<source>'{}' cannot be created{}</source>
<translation>'{}' kann nicht angelegt werden{}</translation>
</message>
<message>
<source>a folder with free space, and creation options GDAL knows</source>
<translation>ein Ordner mit freiem Platz, und Erzeugungsoptionen, die GDAL kennt</translation>
</message>
<message>
<source>check folder, space and creation options: none given</source>
<translation>Prüfen Sie Ordner, Platz und Erzeugungsoptionen: keine angegeben</translation>
</message>
<message>
<source>The creation option '{}' spoils the output: {}</source>
<translation>Die Erzeugungsoption '{}' verdirbt die Ausgabe: {}</translation>
</message>
<message>
<source>options that keep values, nodata, names and georeference, for example COMPRESS=ZSTD</source>
<translation>Optionen, die Werte, NoData, Namen und Georeferenz erhalten, zum Beispiel COMPRESS=ZSTD</translation>
</message>
<message>
<source>leave it out</source>
<translation>Lassen Sie sie weg</translation>
</message>
<message>
<source>{} sampled pixels of 0 in one band alone are measured, although 0 is declared nodata;</source>
<translation>{} untersuchte Pixel mit 0 in nur einem Kanal sind gemessen, obwohl 0 als NoData angegeben ist;</translation>
</message>
<message>
<source>{} zeros at the border or beside nodata are taken for nodata</source>
<translation>{} Nullen am Rand oder neben NoData gelten als NoData</translation>
</message>
<message>
<source>{} sampled pixels of 0 between measured ones are nodata, as declared; given VV and VH together, 0 in one alone is measured;</source>
<translation>{} Pixel der Stichprobe mit 0 zwischen gemessenen sind nodata, wie angegeben; bei VV und VH zusammen gilt 0 in nur einem als gemessen;</translation>
</message>
<message>
<source>{}zeros in all bands are taken for nodata</source>
<translation>{}Nullen in allen Kanälen gelten als NoData</translation>
</message>
<message>
<source>{} sampled pixels of 0 dB are taken for nodata</source>
<translation>{} untersuchte Pixel mit 0 dB gelten als NoData</translation>
</message>
</context>
</TS>
