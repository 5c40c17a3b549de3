using System;
using System.Globalization;
using System.IO;
using MdEngine.Compare.Properties;

namespace MdEngine.Compare.Trajectories;

/// <summary>The curves of properties as CSV (RFC 4180), one point a line: curve, x label, y label, x, y, error.</summary>
public static class CurveCsv
{
    /// <summary>Writes the curves; a number that does not exist is an empty field.</summary>
    public static void Write(TextWriter output, PropertyResult result)
    {
        output.Write("curve,x_label,y_label,x,y,error\r\n");
        foreach (PropertyCurve curve in result.Curves)
        {
            string head = $"{Quote(curve.Name)},{Quote(curve.XLabel)},{Quote(curve.YLabel)}";
            for (int k = 0; k < curve.X.Count; k++)
            {
                output.Write(
                    $"{head},{Number(curve.X[k])},{Number(curve.Y[k])},{(curve.Error is { } errors ? Number(errors[k]) : "")}\r\n");
            }
        }
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
