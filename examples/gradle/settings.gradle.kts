rootProject.name = "sandtrap-gradle-example"
