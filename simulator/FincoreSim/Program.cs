var app = WebApplication.CreateBuilder(args).Build();
app.MapPost("/x", async context => { var n = 0; var b = new byte[100]; int r; while ((r = await context.Request.Body.ReadAsync(b)) > 0) n += r; await context.Response.WriteAsync($"{n}\n"); });
app.Run();
