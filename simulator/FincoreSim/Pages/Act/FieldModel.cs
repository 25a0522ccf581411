using FincoreSim.Pages.Layout;

namespace FincoreSim.Pages.Act;

/// <summary>A field in its form, of which its id is made.</summary>
internal sealed record FieldModel(string Form, FormField Field) : PageModel;
