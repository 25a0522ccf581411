namespace FincoreSim.Pages.Layout;

/// <summary>Something that is not there, and where to look instead.</summary>
internal sealed record Missing(Frame Frame, string What, string Href) : PageModel;
