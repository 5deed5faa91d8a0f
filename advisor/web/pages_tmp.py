from django.http import HttpResponse
def compare(request): return HttpResponse("")
def patterns(request): return HttpResponse("")
def pattern(request, slug): return HttpResponse("")
def bundle(request, slug, bundle_format): return HttpResponse("")
bundle_zip=bundle
def bundle_file(request, slug, bundle_format, file_path): return HttpResponse("")
