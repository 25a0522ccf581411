namespace FincoreSim.Pages.Layout;

/// <summary>
/// What a template shows. The generated proxies of templates are public while everything they show is the host's own: so each
/// template takes this, and casts it in one line.
/// </summary>
public abstract record PageModel
{
    private protected PageModel()
    {
    }
}
