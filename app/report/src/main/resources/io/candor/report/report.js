addEventListener('beforeprint',()=>{for(const d of document.querySelectorAll('details.short:not([open])')){d.open=true;d.dataset.print='1'}});
addEventListener('afterprint',()=>{for(const d of document.querySelectorAll('details[data-print]')){d.open=false;delete d.dataset.print}});
