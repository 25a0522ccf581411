var app = FincoreSim.Simulator.Build(new ServeOptions());
app.Run();
