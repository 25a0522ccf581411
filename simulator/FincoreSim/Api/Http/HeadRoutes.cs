namespace FincoreSim.Api.Http;

/// <summary>HEAD answers wherever GET does, with the same headers and no body: curl -I and link checkers ask so.</summary>
internal static class HeadRoutes
{
    /// <summary>A group whose routes for GET, whoever maps them, are routes for HEAD as well.</summary>
    public static RouteGroupBuilder MapGroupWithHead(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        ((IEndpointConventionBuilder)group).Finally(AddHead);
        return group;
    }

    private static void AddHead(EndpointBuilder route)
    {
        for (var index = 0; index < route.Metadata.Count; index++)
        {
            if (route.Metadata[index] is HttpMethodMetadata { HttpMethods: var methods } && methods.Contains(HttpMethods.Get))
            {
                route.Metadata[index] = new HttpMethodMetadata(methods.Append(HttpMethods.Head).Distinct());
            }
        }
    }
}
